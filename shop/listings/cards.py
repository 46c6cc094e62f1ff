"""Product cards of a shop, kept ready-made by what they show.

A kept card carries no token, no nonce and no quantity, and is found by all that it shows: another
is made when that changes, and none is ever stale. So each process keeps its own, which costs less
than a question to a shared cache.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.files.storage import default_storage
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.core.dates import WindowState, is_open, soon
from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, SaleMode, format_quantity
from commons.core.stencils import filled
from distributions.addresses import shop_path
from distributions.models import Distribution
from shop.catalogue.pictures import LARGE_SIZE
from shop.listings.quantity_fields import UNITS, Asked, control, limits_of
from shop.listings.selectors import ShopRow, ShownLabel

MOST_KEPT = 4000  # of some 2 kB each
EAGER_PICTURES = 6
FEW = 5
SHOWN = ShopRow._fields.index("listing_id")
kept: dict[tuple[object, ...], SafeString] = {}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all cards of a page share. Where it does not sell, no card has a control.

    `held`: by listing id, the base units that the household's own order holds and their cents;
    `refused`: by the uid of a listing, what was typed and why it was not taken.
    """

    distribution: Distribution
    labels: Mapping[int, Sequence[ShownLabel]]
    now: datetime
    sells: bool
    held: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    path: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", shop_path(self.distribution))

    def product_path(self, row: ShopRow) -> str:
        return f"{self.path}produits/{row.product_uid}/"


class Control(NamedTuple):
    """Whether a listing can be ordered now; else why not, or until when if not as the others."""

    orderable: bool = False
    instead: str = ""
    until: str = ""


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
    return Control(instead=_("Orders closed"))


def cards_of(
    rows: Iterable[ShopRow], shelf: Shelf, quantities: Mapping[int, int]
) -> dict[int, SafeString]:
    """The HTML of the cards by listing id; those that everybody sees so are kept."""
    made = {}
    for place, row in enumerate(rows):
        is_eager = place < EAGER_PICTURES
        if _is_plain(row, shelf, quantities):
            html = _plain(row, shelf, is_eager=is_eager)
        else:
            quantity = quantities.get(row.listing_id, 0)
            html = _render(row, shelf, quantity=quantity, is_eager=is_eager)
        made[row.listing_id] = html
    return made


def _is_plain(row: ShopRow, shelf: Shelf, quantities: Mapping[int, int]) -> bool:
    """Whether everybody sees the card so."""
    is_chosen = quantities.get(row.listing_id) or row.listing_id in shelf.held
    return not is_chosen and str(row.uid) not in shelf.refused


def _plain(row: ShopRow, shelf: Shelf, *, is_eager: bool) -> SafeString:
    shown = _shown(row, shelf, is_eager=is_eager)
    html = kept.get(shown)
    if html is None:
        html = _render(row, shelf, quantity=0, is_eager=is_eager)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[shown] = html
    return html


def _shown(row: ShopRow, shelf: Shelf, *, is_eager: bool) -> tuple[object, ...]:
    stock = (limits_of(row).ceiling(), _left_label(row), _is_sold_out(row))
    labels, control = tuple(shelf.labels.get(row.product_id, ())), control_of(row, shelf)
    return (get_language(), row[:SHOWN], stock, labels, control, shelf.path, is_eager)


def _render(row: ShopRow, shelf: Shelf, *, quantity: int, is_eager: bool) -> SafeString:
    shown, field = card(row, shelf, is_eager=is_eager), None
    if control_of(row, shelf).orderable:
        field = quantity_control(row, shelf, quantity)
        shown["sold_out"] &= not quantity and row.listing_id not in shelf.held
    return filled("components/product_card.html", card=shown, qty=field)


def quantity_control(row: ShopRow, shelf: Shelf, quantity: int) -> dict[str, Any]:
    """The control of a listing of which the basket wants `quantity` base units."""
    held, cents = shelf.held.get(row.listing_id, (0, 0))
    typed, problem = shelf.refused.get(str(row.uid), (None, ""))
    asked = Asked(quantity, held, cents, typed, problem)
    return control(row.uid, row.name, row.goods, limits=limits_of(row), asked=asked)


def card(row: ShopRow, shelf: Shelf, *, is_eager: bool = False) -> dict[str, Any]:
    """What `components/product_card.html` shows."""
    labels = shelf.labels.get(row.product_id, ())
    control = control_of(row, shelf)
    return {
        "uid": str(row.uid),
        "url": shelf.product_path(row),
        "name": row.name,
        "farm_name": producer_of(row),
        "farm_slug": row.seller_slug,
        "farm_label": " · ".join(label.badge for label in labels[1:]),
        "labels": " ".join(label.slug for label in labels),
        "badge": labels[0].badge if labels else "",
        "badge_kind": "bio" if labels and labels[0].is_organic else "",
        "keywords": row.keywords,
        "tint": row.aisle,
        "aisle_icon": row.aisle,
        "eager": is_eager,
        "unit_label": row.unit_label,
        "unit_price_label": unit_price_label(row),
        "price_label": format_euros(row.goods.amount(row.goods.whole)),
        "approx": row.sale_mode == SaleMode.WEIGHED,
        "left_label": _left_label(row),
        "sold_out": _is_sold_out(row),
        "instead": control.instead,
        "until": control.until,
        **_picture(row),
    }


def unit_price_label(row: ShopRow) -> str:
    """The legal unit price, "4,50 €/kg"; empty where the price itself is per kilo or litre."""
    if row.sale_mode == SaleMode.WEIGHT:
        return ""
    unit_price = row.goods.unit_price
    return unit_price.label() if unit_price else ""


def producer_of(row: ShopRow) -> str:
    """The farm, or "Les Œufs de Paulette, vendu par Ferme des Hirondelles"."""
    if not row.produced_by:
        return row.seller_name
    names = {"producer": row.produced_by, "seller": row.seller_name}
    return _("%(producer)s, sold by %(seller)s") % names


def _is_sold_out(row: ShopRow) -> bool:
    return row.left is not None and row.left < max(row.least, row.step)


def _left_label(row: ShopRow) -> str:
    """Say what is left of the last five, "Plus que 3", "Plus que 2,5 kg"; else nothing."""
    unit = BaseUnit(row.base_unit)
    if row.left is None or row.left > FEW * UNITS[unit][0] or _is_sold_out(row):
        return ""
    return _("Only %(left)s left") % {"left": format_quantity(row.left, unit)}


@lru_cache(maxsize=8192)
def url_of(name: str) -> str:
    """Of a file, which never changes under its name; joining it takes as long as half a card."""
    return default_storage.url(name)


def _picture(row: ShopRow) -> dict[str, Any]:
    if not (row.small_picture and row.large_picture):
        return {}
    small, large = url_of(row.small_picture), url_of(row.large_picture)
    width, height = LARGE_SIZE
    return {
        "image_url": large,
        "image_srcset": f"{small} 224w, {large} {width}w",
        "width": width,
        "height": height,
    }
