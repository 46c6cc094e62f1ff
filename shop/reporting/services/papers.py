"""Long lists on paper: asked for, laid out by a worker, kept as long as its task."""

import logging
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.core.locking import write
from shop.reporting import files
from shop.reporting.models import LONGEST_SILENCE, ListPaper
from shop.reporting.selectors import current_list
from shop.reporting.standings import Standing

PRUNED_AT_ONCE = 500

logger = logging.getLogger(__name__)

State = ListPaper.State


@write
def ask_for_paper(*, standing: Standing, language: str, actor: User, now: datetime) -> ListPaper:
    """Let a worker lay out a list; asked for again meanwhile, it is the same paper."""
    theirs = ListPaper.objects.filter(
        distribution=standing.distribution, seller=standing.seller, language=language
    )
    on_the_way = theirs.filter(
        state__in=[State.WAITING, State.BEGUN], seen_at__gte=now - LONGEST_SILENCE
    )
    if paper := on_the_way.order_by("pk").first():
        return paper
    paper = ListPaper.objects.create(
        distribution=standing.distribution,
        seller=standing.seller,
        asked_by=actor,
        language=language,
        orders=standing.orders,
        asked_at=now,
        seen_at=now,
    )
    transaction.on_commit(partial(lay_out_paper.enqueue, paper.pk), robust=True)
    return paper


@task()
def lay_out_paper(paper_id: int) -> bool:
    return lay_out(paper_id, now=timezone.now())


def lay_out(paper_id: int, *, now: datetime) -> bool:
    """Lay out a paper that waits, unless somebody is at it; whether it is there now."""
    rows = ListPaper.objects.filter(pk=paper_id)
    if not rows.filter(state=State.WAITING).update(state=State.BEGUN, seen_at=now):
        return False
    try:
        paper = rows.select_related(
            *("distribution__collective", "distribution__place", "seller__farm")
        ).get()
        shown = current_list(paper.distribution, paper.seller, now)
        rows.update(orders=shown.orders)
        with translation.override(paper.language):
            made = files.pdf(shown, lambda done: rows.update(done=done, seen_at=timezone.now()))
    except Exception:  # whatever it was, the page says that it failed
        logger.exception("paper %s of a list failed", paper_id)
        rows.update(state=State.FAILED)
        return False
    rows.update(state=State.READY, name=made.name, content=made.content)
    return True


@write
def prune_papers(*, now: datetime) -> int:
    """Delete papers asked for longer than `TASKS_KEPT` ago; a batch, counted."""
    old = ListPaper.objects.filter(asked_at__lt=now - settings.TASKS_KEPT).order_by("asked_at")
    ids = list(old.values_list("pk", flat=True)[:PRUNED_AT_ONCE])
    ListPaper.objects.filter(pk__in=ids).only("pk").delete()
    return len(ids)
