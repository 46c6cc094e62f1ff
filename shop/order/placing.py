"""Place an order: check, take the stock, number, freeze, tell; all of it or nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from commons.accounts.models import Household, User
from commons.collectives.models import Membership
from commons.collectives.services import join_collective
from commons.core.dates import is_open
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.querysets import lines_of
from shop.basket.services import replace_lines
from shop.listings.exceptions import ListingMissing, OutOfStock
from shop.listings.models import Listing
from shop.listings.stock import take
from shop.order.check import Adjustment, adjustments, is_line_open
from shop.order.drafts import draft_of
from shop.order.exceptions import BasketAdjusted, EmptyBasket, OrdersClosed
from shop.order.freeze import Rates, frozen_line, rates_for
from shop.order.models import Line, Order, OrderEvent
from shop.order.notifications import tell_placed
from shop.order.numbers import new_number, next_short_number
from shop.order.totals import set_totals

# How often stock may run out between the check and the lock before we give up.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders; ``name`` is on the lists, ``phone`` (E.164) serves when a product is missing."""

    user: User
    name: str
    phone: str


class NotAsChecked(Exception):
    """Inside the transaction only: undo it, then adjust the basket."""


def place_order(
    *, basket: Basket, customer: Customer, submission: UUID, accepts_terms: bool, now: datetime
) -> Order:
    """Order what the household's basket holds; sent twice, it is the same order once.

    Raises ``BasketAdjusted`` when the last check changed the basket, which is stored, and then
    nothing is ordered; ``OrdersClosed``; ``EmptyBasket``; ``TermsNotAccepted`` of somebody who
    must join first.
    """
    for _attempt in range(TRIES):
        try:
            return _place(basket, customer, submission, accepts_terms=accepts_terms, now=now)
        except (NotAsChecked, OutOfStock, ListingMissing):
            if found := adjust_basket(basket=basket, now=now):
                raise BasketAdjusted(found) from None
    raise BasketAdjusted([])


@transaction.atomic
def adjust_basket(*, basket: Basket, now: datetime, order: Order | None = None) -> list[Adjustment]:
    """Lower or take out what does not pass the last check, and store it; what was changed."""
    draft = draft_of(order) if order else None
    lines = draft.wishes if draft else lines_of(basket)
    found = adjustments(lines, basket.distribution, draft.held if draft else {}, now)
    replace_lines(basket=basket, quantities={each.line.listing_id: each.left for each in found})
    return found


def require_offered(
    risen: Collection[int], changed: Collection[int], now: datetime
) -> datetime | None:
    """Under the locks of ``take``: what rises is on offer, what changes is open; the last closing.

    Raises ``NotAsChecked``.
    """
    rows = Listing.objects.filter(pk__in=changed).with_window().with_offered()
    windows = list(rows.values_list("pk", "window_opens_at", "window_closes_at", "is_offered"))
    if len(windows) != len(changed):
        raise NotAsChecked
    for pk, opens_at, closes_at, is_offered in windows:
        if not is_open(now, opens_at, closes_at) or (pk in risen and not is_offered):
            raise NotAsChecked
    return max((closes_at for _pk, _opens, closes_at, _offered in windows), default=None)


@transaction.atomic
def _place(
    basket: Basket, customer: Customer, submission: UUID, *, accepts_terms: bool, now: datetime
) -> Order:
    basket = _locked(basket)
    if order := _already_placed(basket, submission):
        return order
    lines = lines_of(basket)
    if not lines:
        raise EmptyBasket
    if not any(is_line_open(line, now) for line in lines):
        raise OrdersClosed
    if adjustments(lines, basket.distribution, {}, now):
        raise NotAsChecked
    _require_member(basket, customer, accepts_terms=accepts_terms, now=now)
    number = new_number()
    quantities = {line.listing_id: line.quantity for line in lines}
    take(changes=quantities, reference=number, actor=customer.user, now=now)
    closes_at = require_offered(quantities.keys(), quantities.keys(), now)
    order = new_order(basket, customer, number, now)
    order.submission = submission
    return _store(order, lines, closes_at)


def _locked(basket: Basket) -> Basket:
    """The basket, held so that a second sending of the same form waits for the first.

    Adds `accepted_terms`, the version that the household accepted as a member, if it is one.
    """
    rows = Basket.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related("household", "distribution__place", "collective__network")
    membership = Membership.objects.filter(
        household=OuterRef("household"),
        collective=OuterRef("collective"),
        state=Membership.State.ACTIVE,
    )
    accepted = Subquery(membership.values("terms_version"))
    found: Basket = related.annotate(accepted_terms=accepted).get(pk=basket.pk)
    found.distribution.collective = found.collective
    return found


def _require_member(basket: Any, customer: Customer, *, accepts_terms: bool, now: datetime) -> None:
    """Whoever orders is a member under the terms of today; ordering may be what joins."""
    if basket.accepted_terms != basket.collective.terms_version:
        join_collective(
            household=_household(basket),
            collective=basket.collective,
            accepts_terms=accepts_terms,
            actor=customer.user,
            now=now,
        )


def _household(basket: Basket) -> Household:
    """A visitor's basket is given to a household at login, before anything is ordered."""
    if basket.household is None:
        raise ValueError("a basket without a household cannot be ordered")
    household: Household = basket.household
    return household


def _already_placed(basket: Basket, submission: UUID) -> Order | None:
    standing = Q(distribution=basket.distribution_id, cancelled_at__isnull=True)
    orders = Order.objects.of_household(basket.household)
    found: Order | None = orders.filter(standing | Q(submission=submission)).first()
    return found


def new_order(basket: Basket, customer: Customer, number: str, now: datetime) -> Order:
    """An order without lines and short number yet, not stored."""
    return Order(
        number=number,
        user=customer.user,
        household=basket.household,
        collective=basket.collective,
        distribution=basket.distribution,
        name=customer.name,
        phone=customer.phone,
        currency="EUR",
        date_placed=now,
        terms_version=basket.collective.terms_version,
    )


def filled(
    order: Order, wishes: Iterable[BasketLine], rates: Rates
) -> tuple[list[Line], OrderEvent]:
    """The lines of a new order and the first event of its history, not stored; sets its totals."""
    lines = [frozen_line(order, wish, rates) for wish in wishes]
    set_totals(order, lines)
    event = OrderEvent(
        order=order,
        kind=OrderEvent.Kind.PLACED,
        at=order.date_placed,
        actor=order.user,
        data={"total_cents": order.total_cents},
    )
    return lines, event


def _store(order: Order, wishes: list[BasketLine], closes_at: datetime | None) -> Order:
    """The short number last: until the commit, everybody who orders here waits for it."""
    lines, event = filled(order, wishes, rates_for(wishes, order.distribution))
    order.short_number = next_short_number(order.distribution)
    order.save(force_insert=True)
    Line.objects.bulk_create(lines)
    event.save(force_insert=True)
    tell_placed(order, lines, closes_at=closes_at, now=order.date_placed)
    return order
