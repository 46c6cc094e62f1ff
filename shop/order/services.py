"""Every write of orders: the verbs, each a change by `shop.order.change`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, QuerySet

from commons.accounts.models import Person, User
from commons.accounts.services import keep_phone, phone_of
from commons.collectives.selectors import accepted_terms, membership_of
from commons.collectives.services import join_collective
from commons.core.locking import write
from commons.core.questions import Given, question
from commons.core.search import fold
from shop.basket.models import Basket
from shop.basket.quantities import Portion, Portions
from shop.basket.querysets import shown_listings
from shop.basket.services import (
    NOTHING,
    Outcome,
    There,
    Typed,
    hold_basket,
    locked_lines,
    open_basket,
    set_quantities,
    store,
)
from shop.listings.exceptions import ListingMissing, OutOfStock
from shop.order.change import Authority, Intent, NotAsChecked, authority_of, change
from shop.order.check import Adjustment, failures
from shop.order.drafts import (
    LinesByListing,
    draft_of,
    draft_with,
    held_by,
    held_of,
    lines_by_order,
)
from shop.order.exceptions import (
    AlreadyCancelled,
    BasketAdjusted,
    EmptyBasket,
    LineClosed,
    MemberNoMore,
    NotYours,
    OrderClosed,
    OrdersClosed,
    Unchanged,
)
from shop.order.holdings import holding_of
from shop.order.lines import new_number
from shop.order.models import NAME_LENGTH, Line, Order
from shop.order.seen import Seen
from shop.order.selectors import is_own, open_listings, standing_order, why_shut

# How often stock may run out between the lock and the adjusted basket before we give up.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders; ``name`` is on the lists, ``phone`` (E.164) serves when a product is missing."""

    user: User
    name: str
    phone: str


@write
def choose(
    *,
    basket: Basket,
    wanted: Mapping[str, str | int],
    now: datetime,
    steps: Mapping[str, int] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Outcome:
    """Put quantities into a basket, beside the order that stands; see ``set_quantities``.

    ``wanted``, ``steps`` and ``notes`` as in ``Typed``.
    """
    hold_basket(basket)
    return choose_held(basket=basket, typed=Typed(wanted, steps or {}, notes or {}), now=now)


def choose_held(*, basket: Basket, typed: Typed, now: datetime) -> Outcome:
    """The same for a basket that the caller holds, or that is not stored yet."""
    holding = holding_of(basket)
    if basket.pk is None and holding.asked:  # another tab has stored the first product meanwhile
        hold_basket(basket)
        holding = holding_of(basket)
    typed = typed.about(holding.uids)
    listings = shown_listings(holding.shown | holding.asked.keys(), typed.uids)
    there = There(holding.asked, holding.portions, listings, holding.has_order)
    return set_quantities(basket=basket, typed=typed, there=there, now=now)


def place_order(
    *,
    basket: Basket,
    customer: Customer,
    seen: Seen | None = None,
    accepts_terms: bool,
    now: datetime,
) -> Order:
    """Order what the household's basket holds; sent twice, it is the same order once (O12).

    ``seen`` is what the page showed; where an order stands, its basket changes that one. Raises
    ``NotAsShown``; ``BasketAdjusted`` when the last check changed the basket, which is stored, and
    then nothing is ordered; ``OrdersClosed``; ``EmptyBasket``; ``OrderTooDear``;
    ``AlreadyCancelled``; ``Unchanged`` where the order has changed since, to just this;
    ``TermsNotAccepted`` of somebody who must join first.
    """
    intent = Intent(actor=customer.user, authority=Authority.HOUSEHOLD, seen=seen, now=now)
    return _checked(
        basket, lambda: _place(basket, customer, intent, accepts_terms=accepts_terms), now
    )


def amend_order(
    *, order: Order, seen: Seen | None = None, actor: User | None, now: datetime
) -> Order:
    """Make the order what its draft says.

    Raises ``Unchanged`` (also when sent twice), ``NotAsShown``, ``BasketAdjusted``,
    ``OrderTooDear``, ``AlreadyCancelled``, ``NotYours``, ``MemberNoMore``.
    """
    intent = Intent(actor=actor, authority=Authority.HOUSEHOLD, seen=seen, now=now)
    basket = open_basket(household=order.household, distribution=order.distribution)
    return _checked(basket, lambda: _amend(order, intent), now)


@write
def change_order(
    *,
    order: Order,
    wanted: Mapping[int, int],
    reason: str,
    seen: Seen | None = None,
    tells_customer: bool = True,
    actor: User,
    now: datetime,
) -> Order:
    """A manager gives listings (by id) of an order other quantities, in base units; 0 cancels.

    ``seen`` is what the form showed of the order. What was ordered stays beside what is due. One
    mail tells the customer, unless it is left out; the farm whose list has gone is told the
    difference. Raises ``ReasonMissing``, ``NotYours``, ``NotAsShown``, ``NotPossible``,
    ``Unchanged``, ``OrderSettled``, ``OrderTooDear``, ``AlreadyCancelled``.
    """
    basket, order, lines = _locked(order)
    authority = authority_of(order, actor, reason)
    if authority is not Authority.MANAGER:
        raise NotYours
    notes = held_by(lines)
    portions = {pk: Portion(n, notes[pk].note if pk in notes else "") for pk, n in wanted.items()}
    intent = Intent(
        actor=actor,
        authority=authority,
        reason=reason,
        seen=seen,
        tells_customer=tells_customer,
        now=now,
    )
    return change(order, basket=basket, lines=lines, wanted=portions, intent=intent)


@write
def cancel_order(
    *,
    order: Order,
    reason: str = "",
    seen: Seen | None = None,
    tells_customer: bool = True,
    actor: User | None,
    now: datetime,
) -> Order:
    """Cancel what can still change, give its stock back and drop the draft.

    What is already due stays: the order then stands with those lines. A manager of the collective
    who gives a reason cancels all of it, until the distribution is settled; ``seen`` is what their
    form showed of it. Raises ``AlreadyCancelled``, ``OrderClosed`` when nothing can change any
    more, ``ReasonMissing``, ``NotYours``, ``NotAsShown``, ``OrderSettled``.
    """
    basket, order, lines = _locked(order)
    authority = authority_of(order, actor, reason)
    gone = set(held_by(lines))
    if authority is Authority.HOUSEHOLD:
        gone &= open_listings(gone, now)
    if not gone:
        raise OrderClosed(why=why_shut(held_by(lines), order.distribution, now))
    intent = Intent(
        actor=actor,
        authority=authority,
        reason=reason,
        seen=seen if authority is Authority.MANAGER else None,
        tells_customer=tells_customer,
        now=now,
    )
    wanted = dict.fromkeys(gone, Portion())
    return change(order, basket=basket, lines=lines, wanted=wanted, intent=intent)


@write
def cancel_line(
    *,
    line: Line,
    reason: str,
    seen: Seen | None = None,
    tells_customer: bool = True,
    by: User,
    now: datetime,
) -> Order:
    """Set a product of an order to 0 and keep it, give its stock back, write to the customer (O29).

    A manager may do so until the distribution is settled, and says why; the household until the
    product's own closing. An order without anything left is cancelled. ``seen`` is what a
    manager's form showed of the order. Raises ``LineClosed``, ``ReasonMissing``, ``NotYours``,
    ``NotAsShown``, ``Unchanged``, ``AlreadyCancelled``.
    """
    basket, order, lines = _locked(line.order)
    authority = authority_of(order, by, reason)
    if not held_of(lines.get(line.listing_id, [])).quantity:
        raise Unchanged
    if authority is Authority.HOUSEHOLD and not open_listings([line.listing_id], now):
        raise LineClosed(why=why_shut([line.listing_id], order.distribution, now))
    seen = seen if authority is Authority.MANAGER else None
    intent = Intent(
        actor=by,
        authority=authority,
        reason=reason,
        seen=seen,
        tells_customer=tells_customer,
        now=now,
    )
    wanted = {line.listing_id: Portion()}
    return change(order, basket=basket, lines=lines, wanted=wanted, intent=intent)


@write
def drop_draft(*, order: Order) -> int:
    """Forget the changes that are not ordered: the order stays as it is. Returns how many lines."""
    basket, order, lines = _locked(order)
    changed = len(draft_of(basket, order).changes)
    if basket.pk is not None:
        basket.lines.all().delete()
    return changed


@write
def adjust_basket(*, basket: Basket, now: datetime) -> list[Adjustment]:
    """Lower or take out what does not pass the last check, and store it; what was changed.

    Raises ``OrdersClosed`` where nothing of a first order can be ordered: the basket is kept.
    """
    hold_basket(basket)
    holding = holding_of(basket)
    order = standing_order(basket.household, basket.distribution) if holding.has_order else None
    draft = draft_with(basket.distribution, order, holding.asked)
    found = failures(draft.wishes, basket.distribution, now)
    if order is None and found and not any(wish.is_open(now) for wish in draft.wanted):
        ids = [wish.listing.pk for wish in draft.wanted]
        raise OrdersClosed(why=why_shut(ids, basket.distribution, now))
    lowered = {
        adjustment.wish.listing.pk: Portion(adjustment.left, adjustment.wish.note)
        for adjustment in found
    }
    listings = {wish.listing.pk: wish.listing for wish in draft.wishes}
    held = holding.portions
    store(basket, lines=holding.asked, wanted=lowered, held=held, listings=listings)
    return found


def _checked(basket: Basket, attempt: Callable[[], Order], now: datetime) -> Order:
    """Try to order; what does not pass is put right in the basket, and said."""
    found: list[Adjustment] = []
    for _attempt in range(TRIES):
        try:
            return attempt()
        except (NotAsChecked, OutOfStock, ListingMissing):
            if found := adjust_basket(basket=basket, now=now):
                break
    stands = standing_order(basket.household, basket.distribution) is not None
    raise BasketAdjusted(found, stands=stands)


@write
def _place(basket: Basket, customer: Customer, intent: Intent, *, accepts_terms: bool) -> Order:
    ours = _locked_basket(basket, customer.user)
    basket, holding = ours.basket, holding_of(ours.basket)
    order = standing_order(basket.household, basket.distribution) if holding.has_order else None
    if order:
        return _again(order, intent)
    wanted = {pk: asked.portion for pk, asked in holding.asked.items() if asked.quantity}
    if not wanted:
        raise EmptyBasket
    if not ours.is_own:
        raise NotYours
    _require_member(ours, customer, accepts_terms=accepts_terms, now=intent.now)
    order = new_order(basket, customer, new_number(), intent.now)
    placed = change(order, basket=basket, lines={}, wanted=wanted, intent=intent)
    if customer.phone != phone_of(customer.user):
        keep_phone(user=customer.user, phone=customer.phone)
    return placed


def _again(order: Order, intent: Intent) -> Order:
    """The household has an order already: what its basket changes of it, if anything."""
    try:
        return _amend(order, intent)
    except AlreadyCancelled:
        raise
    except Unchanged:
        if order.revision:
            raise
        return order


@write
def _amend(order: Order, intent: Intent) -> Order:
    basket, order, lines = _locked(order)
    if intent.actor and not is_own(order, intent.actor):
        raise NotYours
    rows = locked_lines(basket)
    wanted: Portions = {pk: asked.portion for pk, asked in rows.items()}
    _require_member_to_add(order, wanted, held_by(lines))
    return change(order, basket=basket, lines=lines, wanted=wanted, intent=intent)


def _require_member_to_add(order: Order, wanted: Portions, held: Portions) -> None:
    """Whoever has left keeps what is ordered, may lower it, and joins again to add to it."""
    adds = any(portion.quantity > held.get(pk, NOTHING).quantity for pk, portion in wanted.items())
    if adds and membership_of(order.household, order.collective) is None:
        raise MemberNoMore


def _locked(order: Order) -> tuple[Basket, Order, LinesByListing]:
    """The household's basket (maybe not stored), then the order as it is now, both held.

    Raises ``AlreadyCancelled``.
    """
    baskets = Basket.objects.select_for_update(of=("self",), no_key=True).filter(
        household=order.household_id, distribution=order.distribution_id, status=Basket.OPEN
    )
    basket = baskets.first()
    rows = Order.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related("household", "distribution__place", "collective__network", "user")
    current: Order = related.get(pk=order.pk)
    current.distribution.collective = current.collective
    if current.cancelled_at:
        raise AlreadyCancelled
    basket = basket or open_basket(household=current.household, distribution=current.distribution)
    basket.distribution, basket.household = current.distribution, current.household
    return basket, current, lines_by_order([current])[current.pk]


@dataclass(frozen=True, slots=True)
class _Locked:
    """A basket that is held.

    `accepted_terms` is the version that the household accepted as a member, None where it is none;
    `is_own` says whether the person is of the household.
    """

    basket: Basket
    accepted_terms: int | None
    is_own: bool


def _locked_basket(basket: Basket, user: User) -> _Locked:
    """The basket, held so that a second sending of the same form waits for the first.

    Raises ``EmptyBasket`` where it is not there any more, ``NotYours`` for a visitor's.
    """
    if basket.household_id is None:
        raise NotYours
    of_household = {"household": basket.household_id, "distribution": basket.distribution_id}
    found: Any = _basket_to_order.ask(**of_household, user=user.pk)
    if not found:
        raise EmptyBasket
    (current,) = found
    current.distribution.collective = current.collective
    return _Locked(current, current.accepted_terms, current.is_own)


@question
def _basket_to_order() -> QuerySet[Basket]:
    rows: QuerySet[Basket] = Basket.objects.select_for_update(of=("self",), no_key=True).filter(
        household=Given("household", IntegerField()),
        distribution=Given("distribution", IntegerField()),
        status=Basket.OPEN,
    )
    related = rows.select_related("household", "distribution__place", "collective__network")
    user = Given("user", IntegerField())
    annotated: QuerySet[Basket] = related.order_by().annotate(
        accepted_terms=accepted_terms(OuterRef("household")),
        is_own=Exists(Person.objects.filter(household=OuterRef("household"), user=user)),
    )
    return annotated


def _require_member(
    ours: _Locked, customer: Customer, *, accepts_terms: bool, now: datetime
) -> None:
    """Whoever orders is a member under the terms of today; ordering may be what joins."""
    household, collective = ours.basket.household, ours.basket.collective
    if household is None:
        raise NotYours
    if ours.accepted_terms != collective.terms_version:
        join_collective(
            household=household,
            collective=collective,
            accepts_terms=accepts_terms,
            actor=customer.user,
            now=now,
        )


def new_order(basket: Basket, customer: Customer, number: str, now: datetime) -> Order:
    """An order without lines and short number yet, not stored."""
    return Order(
        number=number,
        user=customer.user,
        household=basket.household,
        collective=basket.collective,
        distribution=basket.distribution,
        name=customer.name,
        folded_name=fold(customer.name)[:NAME_LENGTH],
        phone=customer.phone,
        currency="EUR",
        date_placed=now,
        terms_version=basket.collective.terms_version,
    )
