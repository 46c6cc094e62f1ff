"""The lines of the basket's page, by seller; raw values, the template writes the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.files.storage import default_storage

from commons.core.dates import has_closed
from distributions.models import Distribution
from shop.basket.services import Problem
from shop.catalogue.deposits import Returnable
from shop.catalogue.goods import Goods
from shop.listings.quantity_fields import Asked, Limits, QuantityField, control
from shop.listings.stock import left
from shop.order.drafts import Draft, Wish

type Problems = Mapping[str, Problem]
"""By the uid of the listing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A product of the basket: base units, cents with VAT; `qty` is the quantity's control.

    `until` is its own closing, where it is not that of all; `closed_at` is the one that has passed,
    at a date that stands. `note` is None where the farm takes none. `former_price` is that at which
    it was chosen, where it costs another one today; `is_at_two_prices` says that what is held costs
    another price than what would be added.
    """

    uid: str
    name: str
    goods: Goods
    quantity: int
    cents: int
    held: int
    held_cents: int
    is_at_two_prices: bool
    former_price: Decimal | None
    container: Returnable | None
    until: datetime | None
    is_closed: bool
    closed_at: datetime | None
    tint: str
    image_url: str
    note: str | None
    note_problem: str
    qty: QuantityField

    @property
    def is_fixed(self) -> bool:
        """Ordered, and closed: it shows how much, and takes no other quantity."""
        return self.is_closed and bool(self.held)


@dataclass(frozen=True, slots=True)
class Seller:
    name: str
    rows: Sequence[Row]

    @property
    def cents(self) -> int:
        return sum(row.cents for row in self.rows)


def sellers_of(
    draft: Draft, problems: Problems, note_problems: Problems, now: datetime
) -> list[Seller]:
    """Sellers with their rows, as the draft has them in order."""
    sellers = []
    for name, wishes in groupby(draft.wishes, lambda wish: wish.product.seller.name):
        rows = []
        for wish in wishes:
            uid = str(wish.listing.uid)
            row = _row(
                wish,
                draft.distribution,
                problem=problems.get(uid),
                note_problem=note_problems.get(uid),
                now=now,
            )
            rows.append(row)
        sellers.append(Seller(name, rows))
    return sellers


def _row(
    wish: Wish,
    distribution: Distribution,
    *,
    problem: Problem | None,
    note_problem: Problem | None,
    now: datetime,
) -> Row:
    product = wish.product
    is_open = wish.is_open(now) and now < distribution.ends_at
    note = note_problem.typed if note_problem else wish.note
    return Row(
        uid=str(wish.listing.uid),
        name=product.name,
        goods=wish.goods,
        quantity=wish.quantity,
        cents=wish.cents,
        held=wish.held,
        held_cents=wish.held_cents,
        is_at_two_prices=wish.is_at_two_prices,
        former_price=wish.former_price,
        container=wish.returnable,
        until=None if wish.closes_at == distribution.closes_at else wish.closes_at,
        is_closed=not is_open,
        closed_at=None if distribution.cancelled_at else _passed(wish.closes_at, now),
        tint=product.aisle.slug,
        image_url=_picture(wish.listing),
        note=note if product.note_allowed and is_open and wish.quantity else None,
        note_problem=note_problem.message if note_problem else "",
        qty=_control(wish, problem),
    )


def _passed(closes_at: datetime | None, now: datetime) -> datetime | None:
    return closes_at if closes_at and has_closed(closes_at, now) else None


def _control(wish: Wish, problem: Problem | None) -> QuantityField:
    product = wish.product
    limits = Limits(product.step, product.least, product.most, left(wish.listing))
    typed, message = (problem.typed, problem.message) if problem else (None, "")
    asked = Asked(wish.quantity, wish.parcels, typed, message)
    return control(wish.listing.uid, product.name, wish.goods, limits=limits, asked=asked)


def _picture(listing: Any) -> str:
    """The address of the small picture, made ahead of time; nothing where there is none."""
    return default_storage.url(listing.small_picture) if listing.small_picture else ""
