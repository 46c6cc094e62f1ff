"""What changed after a list went out: told once an hour at most, and not at night."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import BooleanField, Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Coalesce

from commons.core.dates import last_closed
from commons.core.isolation import Alone, isolated
from distributions.models import Attendance, Distribution
from shop.listings.models import Listing
from shop.order.models import Order
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


class Basis(NamedTuple):
    """What a comparison rests on while nobody can order: where it is the same, so is the outcome.

    `changes` is how often orders were placed, changed or cancelled: it only rises, with each of
    them. `newest` is the last list that went out. Each `hour` is compared all the same.
    """

    changes: int
    newest: int
    hour: datetime


# By the uid of a distribution whose lists were all compared; a new process compares once itself.
_compared: dict[UUID, Basis] = {}


def send_due_differences(*, now: datetime) -> int:
    """Tell sellers what changed after their list went out; how many were told.

    Until the distribution ends. Only what customers can no longer change: a product whose closing
    was put off waits for its new closing. Waiting costs nothing: what is due is found by
    comparing, so it goes at the first tick that may send it. A list that fails stops no other:
    raises ``ExceptionGroup`` at the end.
    """
    now = now.astimezone(UTC)
    due = _to_compare(now)
    if due:
        sync_closings(now=now)
    told = 0
    with isolated("differences") as alone:
        for distribution, basis in due:
            with alone(distribution.uid):
                told += _tell(distribution, basis, alone, now)
    return told


def is_night(now: datetime, zone: ZoneInfo) -> bool:
    """Whether farms sleep: from 21:00 to 7:00 on the collective's clock."""
    local = now.astimezone(zone).time()
    return local >= NIGHT_STARTS or local < NIGHT_ENDS


def _to_compare(now: datetime) -> list[tuple[Distribution, Basis | None]]:
    """Those to come, where farms are awake and something may have changed since a list went out."""
    coming = _still_to_come(now)
    for gone in _compared.keys() - {distribution.uid for distribution, _basis in coming}:
        del _compared[gone]
    return [
        (distribution, basis)
        for distribution, basis in coming
        if not (basis and _compared.get(distribution.uid) == basis)
        and not is_night(now, distribution.collective.zone)
    ]


def _still_to_come(now: datetime) -> list[tuple[Distribution, Basis | None]]:
    """With a list that may be followed by another; no basis where one can order something."""
    told = SentList.objects.filter(distribution=OuterRef("pk"))
    orders = Order.objects.filter(distribution=OuterRef("pk")).order_by().values("distribution")
    late = {"closes_at__gt": last_closed(now)}
    farms = Attendance.objects.filter(distribution=OuterRef("pk"), **late)
    products = Listing.objects.filter(distribution=OuterRef("pk"), **late)
    may_be_open = Q(**late) | Exists(farms) | Exists(products)
    rows = (
        Distribution.objects.standing()
        .filter(Exists(told.filter(sent_at__lte=now - BETWEEN_MAILS)), ends_at__gt=now)
        .annotate(
            changes=Coalesce(Subquery(orders.values(n=Count("pk") + Sum("revision"))), 0),
            newest=Subquery(told.order_by("-pk").values("pk")[:1]),
            is_open=ExpressionWrapper(may_be_open, output_field=BooleanField()),
        )
        .select_related("collective", "place")
    )
    hour = now.replace(minute=0, second=0, microsecond=0)
    return [(row, None if row.is_open else Basis(row.changes, row.newest, hour)) for row in rows]


def _tell(distribution: Distribution, basis: Basis | None, alone: Alone, now: datetime) -> int:
    """Tell the sellers of one distribution; how many."""
    lists = _last_lists(distribution)
    ready = _ready(distribution, lists, now)
    if not ready:
        return 0
    lines, still_open = lines_by_seller(distribution), open_listings(distribution, now)
    told = compared = 0
    for last in ready:
        with alone(last.uid):
            difference = _difference(last, closed(lines.get(last.seller_id, []), now), still_open)
            told += bool(difference.changes) and _send(difference, distribution, now)
            compared += 1
    if basis and compared == len(lists):
        _compared[distribution.uid] = basis
    return told


def _ready(
    distribution: Distribution, lists: Collection[SentList], now: datetime
) -> list[SentList]:
    """The lists of the sellers who may be told now."""
    waiting = set(
        Closing.objects.filter(
            distribution=distribution, processed_at=None, closes_at__lte=last_closed(now)
        ).values_list("seller_id", flat=True)
    )
    return [
        last
        for last in lists
        if last.seller_id not in waiting and last.sent_at <= now - BETWEEN_MAILS
    ]


def _last_lists(distribution: Distribution) -> Collection[SentList]:
    """What each seller was told last."""
    rows = SentList.objects.filter(distribution=distribution)
    rows = rows.select_related("seller__farm", "seller__collective")
    return {each.seller_id: each for each in rows.order_by("sent_at", "pk")}.values()


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
