"""What changed after a list went out: told once an hour at most, and not at night."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from commons.core.dates import last_closed
from commons.core.isolation import Alone, isolated
from distributions.models import Distribution
from shop.partner.sellers import addressees
from shop.reporting.closing_times import open_listings
from shop.reporting.letters import send_to_all
from shop.reporting.lines import Ordered, closed, lines_by_seller
from shop.reporting.models import Closing, SentList
from shop.reporting.notifications import ListChanges
from shop.reporting.seller_lists import list_of
from shop.reporting.services.closings import sync_closings
from shop.reporting.snapshots import ProductChange, Told, carried, changes, snapshot

BETWEEN_MAILS = timedelta(hours=1)
NIGHT_STARTS, NIGHT_ENDS = time(21), time(7)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a seller was not told: the changes, and the list that they lead to."""

    last: SentList
    changes: list[ProductChange]
    lines: list[Ordered]
    told: list[Told]


def send_due_differences(*, now: datetime) -> int:
    """Tell sellers what changed after their list went out; how many were told.

    Until the distribution ends. Only what customers can no longer change: a product whose closing
    was put off waits for its new closing. Waiting costs nothing: what is due is found by
    comparing, so it goes at the first tick that may send it. A list that fails stops no other:
    raises ``ExceptionGroup`` at the end.
    """
    now = now.astimezone(UTC)
    sync_closings(now=now)
    told = 0
    with isolated("differences") as alone:
        for distribution in _still_to_come(now):
            with alone(distribution.uid):
                told += _tell(distribution, alone, now)
    return told


def is_night(now: datetime, zone: ZoneInfo) -> bool:
    """Whether farms sleep: from 21:00 to 7:00 on the collective's clock."""
    local = now.astimezone(zone).time()
    return local >= NIGHT_STARTS or local < NIGHT_ENDS


def _still_to_come(now: datetime) -> Collection[Distribution]:
    rows = Distribution.objects.standing().filter(ends_at__gt=now, sent_lists__isnull=False)
    found: Collection[Distribution] = rows.select_related("collective", "place").distinct()
    return found


def _tell(distribution: Distribution, alone: Alone, now: datetime) -> int:
    """Tell the sellers of one distribution; how many."""
    ready = [] if is_night(now, distribution.collective.zone) else _ready(distribution, now)
    if not ready:
        return 0
    lines, still_open = lines_by_seller(distribution), open_listings(distribution, now)
    told = 0
    for last in ready:
        with alone(last.uid):
            difference = _difference(last, closed(lines.get(last.seller_id, []), now), still_open)
            told += bool(difference.changes) and _send(difference, distribution, now)
    return told


def _ready(distribution: Distribution, now: datetime) -> list[SentList]:
    """What the sellers who may be told now were told last."""
    waiting = set(
        Closing.objects.filter(
            distribution=distribution, processed_at=None, closes_at__lte=last_closed(now)
        ).values_list("seller_id", flat=True)
    )
    return [
        last
        for seller_id, last in _last_lists(distribution).items()
        if seller_id not in waiting and last.sent_at <= now - BETWEEN_MAILS
    ]


def _last_lists(distribution: Distribution) -> Mapping[int, SentList]:
    """What each seller was told last."""
    rows = SentList.objects.filter(distribution=distribution)
    rows = rows.select_related("seller__farm", "seller__collective")
    return {each.seller_id: each for each in rows.order_by("sent_at", "pk")}


def _difference(last: SentList, lines: list[Ordered], still_open: Collection[str]) -> Difference:
    now_told = snapshot(lines)
    return Difference(
        last=last,
        changes=changes(last.lines, now_told, still_open=still_open),
        lines=lines,
        told=[*now_told, *carried(last.lines, still_open)],
    )


def _send(difference: Difference, distribution: Distribution, now: datetime) -> bool:
    """Write the mail and note what is told by now, unless somebody else just did."""
    last, seller = difference.last, difference.last.seller
    to = addressees(seller)
    context = list_of(distribution, seller, difference.lines, times=(), at=now).context()
    context |= {"changes": difference.changes, "last": last}
    with transaction.atomic():
        rows = SentList.objects.select_for_update(no_key=True)
        rows.get(pk=last.pk)
        newest = SentList.objects.filter(distribution=distribution, seller=seller)
        if newest.order_by("sent_at", "pk").last() != last:
            return False
        send_to_all(
            ListChanges, to=to, key=f"difference:{last.uid}", context=context, files={}, now=now
        )
        SentList.objects.create(
            distribution=distribution,
            seller=seller,
            kind=SentList.Kind.DIFFERENCE,
            sent_at=now,
            lines=difference.told,
        )
    return True
