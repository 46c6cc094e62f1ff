"""Pages that come and go at the hour that their editors chose, by Wagtail's own publishing.

Its command `publish_scheduled` does the same, but stops at the first page that fails, and two of it
at once publish a page twice.
"""

from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from commons.core.isolation import isolated
from commons.core.locking import hold_rows, write


def publish_due(*, now: datetime) -> int:
    """Take away the pages whose time is over, publish those whose time has come; counted."""
    over = list(_over(now).values_list("pk", flat=True))
    come = list(_come(now).values_list("pk", flat=True))
    done = 0
    with isolated("scheduled pages") as alone:
        for page in over:
            with alone(page):
                done += _take_away(page, now)
        for revision in come:
            with alone(revision):
                done += _publish(revision, now)
    return done


def _over(now: datetime) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(live=True, expire_at__lt=now)
    return pages.order_by("expire_at")


def _come(now: datetime) -> QuerySet[Revision]:
    revisions: QuerySet[Revision] = Revision.objects.filter(approved_go_live_at__lt=now)
    return revisions.order_by("approved_go_live_at")


@write
def _take_away(pk: int, now: datetime) -> bool:
    page = next(iter(hold_rows(_over(now).filter(pk=pk))), None)
    if page is None:
        return False
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


@write
def _publish(pk: int, now: datetime) -> bool:
    revision = next(iter(hold_rows(_come(now).filter(pk=pk))), None)
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
