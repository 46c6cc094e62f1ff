"""The read model of a product card: all that it shows, in raw values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from commons.core.dates import WindowState, is_open, since, soon
from distributions.addresses import shop_path
from distributions.models import Distribution
from shop.catalogue.goods import Goods
from shop.listings.labels import Labels, ShownLabel
from shop.listings.quantity_fields import Asked, Limits, Parcels, limits_of
from shop.listings.selectors import ShopRow

FEW = 5
NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all cards of a page share. Where it does not sell, no card has a control.

    By listing id: `quantities`, the base units that the basket wants, and `held`, those that the
    household's own order holds, by price. `refused`: by the uid of a listing, what was
    typed and why it was not taken.
    """

    distribution: Distribution
    labels: Labels
    now: datetime
    sells: bool
    held: Mapping[int, Parcels] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    quantities: Mapping[int, int] = field(default_factory=dict)
    path: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", shop_path(self.distribution))


class Control(NamedTuple):
    """Whether a listing can be ordered now; else why not, or until when if not as the others.

    In words, as they are said from now on: "until Thursday, 12:00".
    """

    orderable: bool = False
    instead: str = ""
    until: str = ""


class Card(NamedTuple):
    """All that a card shows, in raw values: what differs in none of them is the same card.

    `few` is what is left, in base units, where that is worth a word; `asked` is None where
    the product cannot be ordered, and there `limits` say nothing.
    """

    uid: UUID
    product_uid: UUID
    shop_path: str
    name: str
    goods: Goods
    seller_name: str
    produced_by: str
    aisle: str
    small_picture: str | None
    large_picture: str | None
    labels: tuple[ShownLabel, ...]
    few: int | None
    is_sold_out: bool
    control: Control
    limits: Limits | None
    asked: Asked | None
    is_eager: bool

    @property
    def is_plain(self) -> bool:
        """Whether everybody sees the card so."""
        return self.asked is None or self.asked == NOTHING


def card_of(row: ShopRow, shelf: Shelf, *, is_eager: bool = False) -> Card:
    """The card of a listing; `is_eager` where its picture is seen at once."""
    control = control_of(row, shelf)
    asked = _asked(row, shelf) if control.orderable else None
    is_sold_out = row.left is not None and row.left < max(row.least, row.step)
    goods = row.goods
    return Card(
        uid=row.uid,
        product_uid=row.product_uid,
        shop_path=shelf.path,
        name=row.name,
        goods=goods,
        seller_name=row.seller_name,
        produced_by=row.produced_by,
        aisle=row.aisle,
        small_picture=row.small_picture,
        large_picture=row.large_picture,
        labels=tuple(shelf.labels.get(row.product_id, ())),
        few=None if is_sold_out or row.left is None or row.left > FEW * goods.whole else row.left,
        is_sold_out=is_sold_out and not (asked and (asked.quantity or asked.held)),
        control=control,
        limits=limits_of(row) if asked else None,
        asked=asked,
        is_eager=is_eager,
    )


def _asked(row: ShopRow, shelf: Shelf) -> Asked:
    """What the basket wants of a listing, what the order holds, and what was refused."""
    quantity, held = shelf.quantities.get(row.listing_id, 0), shelf.held.get(row.listing_id)
    refused = shelf.refused.get(str(row.uid)) if shelf.refused else None
    if not (quantity or held or refused):
        return NOTHING
    typed, problem = refused or (None, "")
    return Asked(quantity, held or (), typed, problem)


def control_of(row: ShopRow, shelf: Shelf) -> Control:
    """Each listing follows its own window, inside that of its distribution or before it."""
    if not shelf.sells:
        return Control()
    distribution, now = shelf.distribution, shelf.now
    zone = distribution.collective.zone
    if row.state(now) is WindowState.OPEN and row.closes_at:
        if row.closes_at == distribution.closes_at:
            return Control(orderable=True)
        until = _("until %(moment)s") % {"moment": soon(row.closes_at, now, zone)}
        return Control(orderable=True, until=until)
    if not is_open(now, distribution.opens_at, distribution.closes_at):
        return Control()
    if row.state(now) is WindowState.UPCOMING and row.opens_at:
        return Control(instead=_("Opens %(moment)s") % {"moment": soon(row.opens_at, now, zone)})
    if row.closes_at is None:
        return Control()
    closed = {"since": since(row.closes_at, now, zone)}
    return Control(instead=_("Orders closed since %(since)s") % closed)
