"""A seller's list as it stands now, and what changed since the list that the seller received."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, JSONField, OuterRef, QuerySet, When

from distributions.models import Distribution
from shop.order.models import Line, Order
from shop.partner.models import Partner
from shop.reporting.closing_times import open_listings, times_of
from shop.reporting.lines import Ordered, cells, closed, is_past, lines_of, ordered, with_closing
from shop.reporting.models import SentList
from shop.reporting.seller_lists import SellerList, list_of
from shop.reporting.snapshots import ProductChange, Told, changes, snapshot

# A change begun before a list was made may have been stored after: no request takes longer.
ON_ITS_WAY = timedelta(minutes=5)


def current_list(distribution: Distribution, seller: Partner, now: datetime) -> SellerList:
    """All that is ordered by now, and what changed since the list that the seller received.

    Read `distribution` with its collective and place. Five queries at most. A difference that
    was told stays marked: what hangs in the barn is the list.
    """
    lines = lines_of(distribution, seller)
    times = times_of(distribution, seller)
    shown = list_of(distribution, seller, lines, times=times, at=now)
    sent = _received(distribution, seller).last()
    if not sent:
        return shown
    still_open = open_listings(distribution, now)
    shut = _told_of(sent.kind, sent.lines, snapshot(closed(lines, now)))
    return replace(shown, sent=sent, changes=changes(sent.lines, shut, still_open=still_open))


def with_changes(shown: SellerList) -> SellerList:
    """A list, or a page of one, with the same changes, read from the orders that had any since.

    Nothing changes without an event. Two queries, whatever was sent.
    """
    distribution, seller = shown.distribution, shown.seller
    since = Order.objects.filter(
        distribution=distribution, events__at__gte=OuterRef("sent_at") - ON_ITS_WAY
    )
    if_any = Case(When(Exists(since), then="lines"), default=None, output_field=JSONField())
    sent = _received(distribution, seller).defer("lines").annotate(told=if_any).last()
    if not sent or sent.told is None:
        return replace(shown, sent=sent)
    changed = Order.objects.filter(
        distribution=distribution, events__at__gte=sent.sent_at - ON_ITS_WAY
    )
    rows = Line.objects.filter(
        distribution=distribution, seller=seller, order__in=changed.values("pk")
    )
    in_order = with_closing(rows.order_by("order__short_number", "id"))
    lines = list(ordered(cells(in_order)))
    return replace(shown, sent=sent, changes=_changes(sent, lines, shown.at))


def _received(distribution: Distribution, seller: Partner) -> QuerySet[SentList]:
    lists = SentList.objects.filter(distribution=distribution, seller=seller)
    return lists.exclude(kind=SentList.Kind.DIFFERENCE).order_by("sent_at", "pk")


def _told_of(kind: str, told: Collection[Told], lines: Collection[Told]) -> Collection[Told]:
    """An early list told some products only; of the others nothing was said that could change."""
    if kind != SentList.Kind.EARLY:
        return lines
    listings = {line["listing"] for line in told}
    return [line for line in lines if line["listing"] in listings]


def _changes(sent: Any, lines: Collection[Ordered], now: datetime) -> Sequence[ProductChange]:
    """Compare some orders, of which there are all `lines`; then their products, with the others.

    What no order changed of is as it was told.
    """
    numbers = {line.number for line in lines}
    still_open = {str(line.listing) for line in lines if not is_past(line.closes_at, now)}
    due = [line for line in closed(lines, now) if line.quantity]
    after = _told_of(sent.kind, sent.told, snapshot(due))
    before = [told for told in sent.told if told["order"] in numbers]
    listings = {each.listing for each in changes(before, after, still_open=still_open)}
    before = [told for told in sent.told if told["listing"] in listings]
    others = [told for told in before if told["order"] not in numbers]
    after = [*others, *(line for line in after if line["listing"] in listings)]
    return changes(before, after, still_open=still_open)
