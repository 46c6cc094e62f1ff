"""Writes of baskets. Nothing is reserved here: stock is taken when an order is placed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commons.accounts.models import Household
from commons.core.quantities import BaseUnit, QuantityError
from commons.core.quantity_messages import quantity_message
from distributions.models import Distribution
from shop.basket.exceptions import LineRefused, NotSoldHere
from shop.basket.models import Basket, Line
from shop.basket.quantities import Wish, check_wish, typed_quantity
from shop.basket.querysets import held_by_order, listings_of
from shop.listings.models import Listing


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a quantity was not taken: a sentence, and what was typed, to show it again."""

    uid: str
    message: str
    typed: str


@dataclass(slots=True)
class Outcome:
    """What became of some quantities; ``problems`` by the uid of the listing.

    ``has_unseen`` tells that the basket also holds something else, which another window chose.
    """

    basket: Basket
    problems: dict[str, Problem] = field(default_factory=dict)
    changed: bool = False
    has_unseen: bool = False


def open_basket(*, household: Household, distribution: Distribution) -> Basket:
    """The household's basket for a distribution; a new one is stored with its first product."""
    found = Basket.objects.filter(
        household=household, distribution=distribution, status=Basket.OPEN
    ).first()
    return found or Basket(
        household=household, distribution=distribution, collective=distribution.collective
    )


@transaction.atomic
def set_quantities(
    *,
    basket: Basket,
    wanted: Mapping[str, str | int],
    now: datetime,
    steps: Mapping[str, int] | None = None,
) -> Outcome:
    """Give some listings of the basket other quantities; what is refused stays as it was.

    ``wanted`` holds, by the uid of a listing, what was typed ("1,5" kilos) or base units (an
    ``int``); 0 and nothing take a line out. ``steps`` holds +1 or −1 where a button was pressed.
    A basket that is not stored yet is stored with its first product.
    """
    outcome = Outcome(basket)
    lines = _locked_lines(basket)
    listings = {str(each.uid): each for each in listings_of(basket, _uids(wanted))}
    held = held_by_order(basket)
    changes: list[Wish] = []
    for uid, typed in wanted.items():
        listing = listings.get(uid)
        try:
            if listing is None:
                raise NotSoldHere
            before = lines[listing.pk].quantity if listing.pk in lines else 0
            quantity = typed_quantity(listing.product, typed, (steps or {}).get(uid, 0))
            wish = Wish(listing, quantity, before, held.get(listing.pk, 0))
            check_wish(wish, now)
        except (LineRefused, QuantityError) as error:
            outcome.problems[uid] = Problem(uid, _sentence(error, listing), str(typed))
        else:
            changes += [wish] if quantity != before else []
    outcome.changed = bool(changes)
    posted = {listing.pk for listing in listings.values()}
    outcome.has_unseen = bool(posted) and any(
        pk not in posted and line.quantity != held.get(pk) for pk, line in lines.items()
    )
    _store(basket, lines, changes)
    return outcome


@transaction.atomic
def set_notes(*, basket: Basket, notes: Mapping[str, str]) -> None:
    """Keep the notes to the farms, by the uid of the listing, where the product takes one."""
    lines = Line.objects.filter(
        basket=basket, listing__uid__in=_uids(notes), product__note_allowed=True
    ).select_related("listing")
    changed = [line for line in lines if line.note != notes[str(line.listing.uid)]]
    for line in changed:
        line.note = notes[str(line.listing.uid)][:NOTE_LENGTH]
    Line.objects.bulk_update(changed, ["note"])


@transaction.atomic
def replace_lines(*, basket: Basket, quantities: Mapping[int, int]) -> None:
    """Give listings (by id) these quantities without asking: the last check, an order's own."""
    lines = _locked_lines(basket)
    listings = Listing.objects.filter(pk__in=quantities).select_related("product", "stockrecord")
    changes = [
        Wish(each, quantities[each.pk], lines[each.pk].quantity if each.pk in lines else 0, 0)
        for each in listings
    ]
    _store(basket, lines, changes)


NOTE_LENGTH = 200


def _uids(named: Iterable[str]) -> list[str]:
    """Those that are identifiers at all; a crafted form may send anything."""
    return [uid for uid in named if _is_uid(uid)]


def _is_uid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _sentence(error: LineRefused | QuantityError, listing: Listing | None) -> str:
    if isinstance(error, QuantityError) and listing is not None:
        return quantity_message(error, BaseUnit(listing.product.base_unit))
    return str(error)


def _locked_lines(basket: Basket) -> dict[int, Line]:
    """The lines by listing id, while nobody else changes them."""
    if basket.pk is None:
        return {}
    Basket.objects.select_for_update(no_key=True).filter(pk=basket.pk).first()
    return {line.listing_id: line for line in Line.objects.filter(basket=basket)}


def _store(basket: Basket, lines: Mapping[int, Line], changes: Iterable[Wish]) -> None:
    added: list[Line] = []
    kept: list[Line] = []
    gone: list[int] = []
    for wish in changes:
        line = lines.get(wish.listing.pk)
        if line is None:
            added += [new_line(wish)] if wish.quantity else []
        elif wish.quantity:
            line.quantity, line.price_incl_tax = wish.quantity, wish.listing.price
            kept.append(line)
        else:
            gone.append(line.pk)
    if added:
        _save(basket)
        for line in added:
            line.basket = basket
        Line.objects.bulk_create(added)
    if kept:
        Line.objects.bulk_update(kept, ["quantity", "price_incl_tax"])
    if gone:
        Line.objects.filter(pk__in=gone).delete()


def _save(basket: Basket) -> None:
    """Store a basket with its first product; the one that another tab has just stored, if any."""
    if basket.pk is not None:
        return
    Basket.objects.bulk_create([basket], ignore_conflicts=True)
    stored = Basket.objects.only("pk").get(
        household=basket.household,
        token=basket.token,
        distribution=basket.distribution,
        status=Basket.OPEN,
    )
    basket.pk, basket._state.adding = stored.pk, False


def new_line(wish: Wish) -> Line:
    """A line without its basket yet, not stored."""
    listing = wish.listing
    return Line(
        listing=listing,
        line_reference=str(listing.uid),
        product=listing.product,
        stockrecord=listing.stockrecord,
        quantity=wish.quantity,
        price_incl_tax=listing.price,
    )
