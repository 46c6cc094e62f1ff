"""Product cards of a shop, in words and in HTML; those that everybody sees so are kept.

A kept card carries no token, no nonce and no quantity, and is held against all that it shows: its
read model. Another is made when that changes, and none is ever stale. So each process keeps its
own, which costs less than a question to a shared cache.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, zip_longest
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.core.money import format_euros
from commons.core.quantities import SaleMode, format_quantity
from commons.core.stencils import filled
from distributions.models import Distribution
from shop.catalogue.goods import Goods
from shop.catalogue.pictures import LARGE_SIZE
from shop.listings.labels import labels_on
from shop.listings.quantity_fields import QuantityField, control
from shop.listings.selectors import ShopRow, moment_rows
from shop.listings.shelf import Card, Shelf, card_of

MOST_KEPT = 4000  # of some 4 kB each, with what they show
EAGER_PICTURES = 6
TEMPLATE = "components/product_card.html"


class CardWords(NamedTuple):
    """What `components/product_card.html` prints, or asks whether it is there."""

    uid: str
    url: str
    name: str
    farm_name: str
    farm_label: str
    badge: str
    badge_kind: str
    tint: str
    aisle_icon: str
    eager: bool
    unit_label: str
    unit_price_label: str
    price_label: str
    approx: bool
    left_label: str
    sold_out: bool
    instead: str
    until: str
    image_url: str = ""
    image_srcset: str = ""
    width: int = 0
    height: int = 0


def cards_of(rows: Iterable[ShopRow], shelf: Shelf) -> dict[int, SafeString]:
    """The HTML of the cards by listing id."""
    language, made = get_language(), {}
    for place, row in enumerate(rows):
        card = card_of(row, shelf, is_eager=place < EAGER_PICTURES)
        made[row.listing_id] = kept(card, language) if card.is_plain else html_of(card)
    return made


def plain_cards(
    distributions: Sequence[Distribution], now: datetime, most: int
) -> list[SafeString]:
    """Some products of distributions, on another page than their shop: without a control.

    One of each in turn, and what several offer once: where it comes first.
    """
    found = moment_rows(distributions, most)
    products = frozenset(row.product_id for rows in found.values() for row in rows)
    labels = labels_on([each.day for each in distributions], products)
    cards = [
        [card_of(row, shelf) for row in found[shelf.distribution.pk]]
        for shelf in (Shelf(each, labels, now, sells=False) for each in distributions)
    ]
    shown: dict[UUID, Card] = {}
    for card in filter(None, chain.from_iterable(zip_longest(*cards))):
        shown.setdefault(card.product_uid, card)
    return [html_of(card) for card in islice(shown.values(), most)]


class Kept:
    """The last card of each listing that everybody sees so, up to `most`.

    Once there are so many, a new one takes the place of any other, by chance. If the oldest went,
    shops that have more together, read in turn, would drop every card just before it is asked for
    again; by chance most of them stay.
    """

    def __init__(self, most: int) -> None:
        self._most, self._chance = most, Random(most)  # noqa: S311  (nothing to guess)
        self.cache_clear()

    def cache_clear(self) -> None:
        self._made: dict[tuple[object, ...], tuple[Card, SafeString]] = {}
        self._places: list[tuple[object, ...]] = []

    def __call__(self, card: Card, language: str | None) -> SafeString:
        """The card as everybody sees it."""
        place = (card.uid, card.is_eager, language)
        found = self._made.get(place)
        if found is not None and found[0] == card:
            return found[1]
        if found is None:
            self._make_room(place)
        html = html_of(card)
        self._made[place] = (card, html)
        return html

    def _make_room(self, place: tuple[object, ...]) -> None:
        if len(self._places) < self._most:
            self._places.append(place)
            return
        taken = self._chance.randrange(self._most)
        self._made.pop(self._places[taken], None)  # another thread may have been here
        self._places[taken] = place


kept = Kept(MOST_KEPT)


def html_of(card: Card) -> SafeString:
    field = field_of(card)
    return filled(TEMPLATE, card=words_of(card)._asdict(), qty=field and field._asdict())


def field_of(card: Card) -> QuantityField | None:
    """The control of a card; None where its product cannot be ordered."""
    if card.asked is None or card.limits is None:
        return None
    return control(card.uid, card.name, card.goods, limits=card.limits, asked=card.asked)


def words_of(card: Card) -> CardWords:
    """A card in words, but for its control. Nothing else decides what they are."""
    labels, goods = card.labels, card.goods
    words = CardWords(
        uid=str(card.uid),
        url=f"{card.shop_path}produits/{card.product_uid}/",
        name=card.name,
        farm_name=producer_words(card.produced_by, card.seller_name),
        farm_label=" · ".join(label.badge for label in labels[1:]),
        badge=labels[0].badge if labels else "",
        badge_kind="bio" if labels and labels[0].is_organic else "",
        tint=card.aisle,
        aisle_icon=card.aisle,
        eager=card.is_eager,
        unit_label=goods.unit_label,
        unit_price_label=unit_price_words(goods),
        price_label=format_euros(goods.amount(goods.whole)),
        approx=goods.is_weighed,
        left_label=_left_words(card),
        sold_out=card.is_sold_out,
        instead=card.control.instead,
        until=card.control.until,
    )
    return _with_picture(words, card)


def unit_price_words(goods: Goods) -> str:
    """The legal unit price, "4,50 €/kg"; empty where the price itself is per kilo or litre."""
    if goods.sale_mode == SaleMode.WEIGHT:
        return ""
    unit_price = goods.unit_price
    return unit_price.label() if unit_price else ""


def producer_words(produced_by: str, seller: str) -> str:
    """The farm, or "Les Œufs de Paulette, vendu par Ferme des Hirondelles"."""
    if not produced_by:
        return seller
    return _("%(producer)s, sold by %(seller)s") % {"producer": produced_by, "seller": seller}


def _left_words(card: Card) -> str:
    """Say what is left of the last five, "Plus que 3", "Plus que 2,5 kg"; else nothing."""
    if card.few is None:
        return ""
    return _("Only %(left)s left") % {"left": format_quantity(card.few, card.goods.base_unit)}


@lru_cache(maxsize=8192)
def url_of(name: str) -> str:
    """Of a file, which never changes under its name; joining it takes as long as half a card."""
    return default_storage.url(name)


def _with_picture(words: CardWords, card: Card) -> CardWords:
    if not (card.small_picture and card.large_picture):
        return words
    small, large = url_of(card.small_picture), url_of(card.large_picture)
    width, height = LARGE_SIZE
    srcset = f"{small} 224w, {large} {width}w"
    return words._replace(image_url=large, image_srcset=srcset, width=width, height=height)
