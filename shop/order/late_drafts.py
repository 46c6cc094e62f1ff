"""Changes that nobody ordered: a reminder two hours before the closing, dropped after it."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.services import replace_lines
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.order.notifications import DraftDropped, DraftReminder, tell_of_draft

NOTICE = timedelta(hours=2)
# A scheduler that was stopped for longer than this has nothing useful to drop any more.
CATCH_UP = timedelta(days=7)
LAST_SECOND = timedelta(seconds=1)


def remind_of_drafts(*, now: datetime) -> int:
    """Write, once per closing, to whoever has changes that close within two hours."""
    closing = Listing.objects.with_window().filter(
        window_closes_at__gt=now, window_closes_at__lte=now + NOTICE
    )
    told = 0
    for order, listing_ids in _differences(closing).items():
        rows = Listing.objects.filter(pk__in=listing_ids).select_related("product")
        listings = list(rows.with_window().order_by("product__title"))
        moment = min(each.window_closes_at for each in listings)
        told += tell_of_draft(DraftReminder, order, listings, moment=moment, now=now)
    return told


def drop_late_drafts(*, now: datetime) -> int:
    """Put closed lines of drafts back to what their orders say, and say so; the order stands."""
    closed = Listing.objects.with_window().filter(
        window_closes_at__gt=now - CATCH_UP, window_closes_at__lte=now - LAST_SECOND
    )
    differences = _differences(closed)
    for order, listing_ids in differences.items():
        _drop(order, listing_ids, now)
    return len(differences)


@transaction.atomic
def _drop(order: Order, listing_ids: set[int], now: datetime) -> None:
    basket = Basket.objects.get(
        household=order.household_id, distribution=order.distribution_id, status=Basket.OPEN
    )
    held = dict(
        Line.objects.filter(order=order, listing__in=listing_ids).values_list(
            "listing_id", "quantity"
        )
    )
    replace_lines(basket=basket, quantities={pk: held.get(pk, 0) for pk in listing_ids})
    rows = Listing.objects.filter(pk__in=listing_ids).select_related("product")
    listings = list(rows.with_window().order_by("product__title"))
    moment = max(each.window_closes_at for each in listings)
    tell_of_draft(DraftDropped, order, listings, moment=moment, now=now)


def _differences(listings: QuerySet[Listing]) -> dict[Order, set[int]]:
    """By standing order, the ids of the listings of which its draft wants another quantity."""
    found: dict[int, set[int]] = defaultdict(set)
    for order_id, listing_id in _ordered_otherwise(listings):
        found[order_id].add(listing_id)
    for order_id, listing_id in _not_ordered(listings):
        found[order_id].add(listing_id)
    orders = Order.objects.filter(pk__in=found).select_related(
        "user", "household", "collective", "distribution__place"
    )
    return {order: found[order.pk] for order in orders}


def _ordered_otherwise(listings: QuerySet[Listing]) -> QuerySet[Line, tuple[int, int]]:
    """Ordered lines of which the draft holds more, less or nothing."""
    baskets = Basket.objects.filter(
        household=OuterRef("order__household"),
        distribution=OuterRef("order__distribution"),
        status=Basket.OPEN,
    )
    same = BasketLine.objects.filter(
        basket__household=OuterRef("order__household"),
        basket__status=Basket.OPEN,
        listing=OuterRef("listing"),
        quantity=OuterRef("quantity"),
    )
    lines = Line.objects.counted().filter(listing__in=listings.values("pk"))
    pairs: QuerySet[Line, tuple[int, int]] = lines.filter(
        Exists(baskets), ~Exists(same)
    ).values_list("order_id", "listing_id")
    return pairs


def _not_ordered(listings: QuerySet[Listing]) -> QuerySet[BasketLine, tuple[int, int]]:
    """Lines of drafts beside an order that holds nothing of them."""
    ordered = Line.objects.counted().filter(
        order__household=OuterRef("basket__household"), listing=OuterRef("listing")
    )
    lines = BasketLine.objects.filter(
        basket__status=Basket.OPEN,
        quantity__gt=0,
        listing__in=listings.values("pk"),
        basket__household__orders__distribution=F("basket__distribution"),
        basket__household__orders__cancelled_at__isnull=True,
    )
    pairs: QuerySet[BasketLine, tuple[int, int]] = lines.filter(~Exists(ordered)).values_list(
        "basket__household__orders", "listing_id"
    )
    return pairs
