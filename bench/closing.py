"""How long the lists of 400 orders for 30 farms take, from the closing to the queued mails."""

from datetime import timedelta
from time import monotonic

from django.utils import timezone

from bench import marked
from commons.core.models import OutboxMail
from distributions.models import Distribution
from shop.reporting.models import SentList
from shop.reporting.services import process_due_closings

A_MOMENT = timedelta(seconds=2)


def figures() -> dict[str, float]:
    """Others close later, and what is due before is done first: only this closing is measured."""
    shop = marked.closing_distribution()
    if shop.closes_at is None:
        raise AssertionError("it closes at no time")
    others = Distribution.objects.open_at(timezone.now()).exclude(pk=shop.pk)
    others.update(closes_at=shop.closes_at + timedelta(hours=1))
    process_due_closings(now=shop.closes_at - A_MOMENT)
    before = OutboxMail.objects.count()
    begun = monotonic()
    process_due_closings(now=shop.closes_at + A_MOMENT)
    seconds = monotonic() - begun
    farms = shop.attendances.present().count()
    lists = SentList.objects.filter(distribution=shop).count()
    mails = OutboxMail.objects.count() - before
    if min(lists, mails) < farms:
        raise AssertionError(f"{lists} lists and {mails} mails for {farms} farms")
    return {"closing_400_30_s": round(seconds, 2)}
