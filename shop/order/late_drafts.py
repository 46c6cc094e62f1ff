"""Changes that nobody ordered: a reminder two hours before the closing, dropped after it."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from commons.core.alphabet import place_in_alphabet
from commons.core.dates import has_closed, last_closed
from commons.core.isolation import isolated
from commons.core.locking import write
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.listings.models import Listing
from shop.order.drafts import Draft, asked_of
from shop.order.holdings import drafts_at
from shop.order.models import Order
from shop.order.notifications import DraftDropped, DraftReminder, tell_of_draft

NOTICE = timedelta(hours=2)
# A scheduler that was stopped for longer than this has nothing useful to drop any more.
CATCH_UP = timedelta(days=7)


def remind_of_drafts(*, now: datetime) -> int:
    """Write, once per closing, to whoever has changes that close within two hours; how many."""
    closing = Listing.objects.with_window().filter(
        window_closes_at__gt=now,
        window_closes_at__lte=now + NOTICE,
        distribution__ends_at__gt=now,  # no window ends later: few are looked at
        distribution__in=Distribution.objects.standing().selling().values("pk"),
    )
    told = 0
    with isolated("reminders of drafts") as alone:
        for basket in _beside_orders(closing):
            with alone(basket.uid):
                told += _remind(basket, now)
    return told


def drop_late_drafts(*, now: datetime) -> int:
    """Forget the closed lines of drafts, and say so; the order stands as it is. How many."""
    closed = Listing.objects.with_window().filter(
        window_closes_at__gt=now - CATCH_UP,
        window_closes_at__lte=last_closed(now),
        distribution__ends_at__gt=now - CATCH_UP,  # as above
    )
    dropped = 0
    with isolated("late drafts") as alone:
        for basket in _beside_orders(closed):
            with alone(basket.uid):
                dropped += _drop(basket, now)
    return dropped


def _remind(basket: Basket, now: datetime) -> int:
    draft = _draft(basket)
    if draft is None:
        return 0
    moments = {
        wish.product.name: wish.closes_at
        for wish in draft.changes
        if wish.closes_at and now < wish.closes_at <= now + NOTICE
    }
    if not moments:
        return 0
    names = sorted(moments, key=place_in_alphabet)
    moment = min(moments.values())
    return tell_of_draft(DraftReminder, _order(draft), names, moment=moment, now=now)


@write
def _drop(basket: Basket, now: datetime) -> int:
    """Under the basket's lock: what was ordered meanwhile is no draft any more."""
    Basket.objects.select_for_update(no_key=True).filter(pk=basket.pk).first()
    draft = _draft(basket)
    if draft is None:
        return 0
    late = {
        wish.listing.pk: (wish.product.name, wish.closes_at)
        for wish in draft.changes
        if wish.closes_at and has_closed(wish.closes_at, now)
    }
    if not late:
        return 0
    BasketLine.objects.filter(basket=basket, listing__in=late).delete()
    names = sorted((name for name, _closes_at in late.values()), key=place_in_alphabet)
    moment = max(closes_at for _name, closes_at in late.values())
    return tell_of_draft(DraftDropped, _order(draft), names, moment=moment, now=now)


def _beside_orders(listings: QuerySet[Listing]) -> list[Basket]:
    """Baskets with a line of one of the listings, whose household has an order there."""
    lines = BasketLine.objects.filter(
        listing__in=listings.values("pk"),
        basket__status=Basket.OPEN,
        basket__household__orders__distribution=F("basket__distribution"),
        basket__household__orders__cancelled_at__isnull=True,
    )
    baskets = Basket.objects.filter(pk__in=lines.values("basket"))
    return list(baskets.select_related("household").order_by("pk"))


def _draft(basket: Basket) -> Draft | None:
    """As it is now; None where nothing differs from the order any more."""
    if basket.household is None:
        return None
    return next(iter(drafts_at(basket.household, asked_of([basket]))), None)


def _order(draft: Draft) -> Order:
    if draft.order is None:
        raise ValueError("a late draft is beside an order")
    return draft.order
