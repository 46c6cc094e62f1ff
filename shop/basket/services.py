"""Writes of baskets. Nothing is reserved here: stock is taken when an order is placed.

Beside a standing order a basket keeps only what differs from it: a line of 0 takes out, no line
means "as ordered". What the order holds is the caller's to tell, as `Portion`s by listing id.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import IntegerField, QuerySet

from commons.accounts.models import Household
from commons.core.ids import is_uid
from commons.core.quantities import BaseUnit, QuantityError
from commons.core.quantity_messages import quantity_message
from commons.core.questions import Given, question
from distributions.models import Distribution
from shop.basket.exceptions import LineRefused, NotSoldHere
from shop.basket.models import Basket, Line
from shop.basket.quantities import (
    Ask,
    Asked,
    Asks,
    Portion,
    Portions,
    check_ask,
    check_note,
    typed_quantity,
)
from shop.basket.querysets import owned_as_given
from shop.listings.models import Listing

NOTHING = Portion()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something typed was not taken: a sentence, and what was typed, to show it again."""

    uid: str
    message: str
    typed: str


@dataclass(frozen=True, slots=True)
class Typed:
    """As typed, by the uid of the listing: quantities, the button that was pressed, notes.

    `wanted` holds what was typed ("1,5" kilos) or base units (an `int`); `steps` +1 or −1 where a
    button was pressed; `notes` the words to the farm.
    """

    wanted: Mapping[str, str | int]
    steps: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def about(self, uids: Container[str]) -> "Typed":
        """Without the empty fields of what is not among `uids`: a shop posts all of its own."""
        kept = {uid: n for uid, n in self.wanted.items() if uid in uids or _says(n)}
        notes = {uid: note for uid, note in self.notes.items() if uid in uids or note}
        return Typed(kept, self.steps, notes)

    @property
    def uids(self) -> list[str]:
        """Those that are identifiers at all; a crafted form may send anything."""
        return [uid for uid in {*self.wanted, *self.steps, *self.notes} if is_uid(uid)]


@dataclass(frozen=True, slots=True)
class There:
    """What stands while the basket is held: its lines, and what the order holds of a listing.

    `listings` by id: of these lines, of the order, and all that was named.
    """

    asked: Asks
    held: Portions
    listings: Mapping[int, Listing]
    has_order: bool = False

    def wanted(self, listing: int) -> Portion:
        """The basket's, else what the order holds."""
        return wanted_of(self.asked.get(listing), self.held.get(listing, NOTHING))


@dataclass(slots=True)
class Outcome:
    """What became of what was typed; problems by the uid of the listing.

    `changed` tells of quantities: their amounts have to be shown before they are ordered;
    `taken_out` is that of which nothing is wanted any more. `asked`
    is what the basket says now, of `listings`, beside an order or not; None where nobody looked.
    """

    basket: Basket
    problems: dict[str, Problem] = field(default_factory=dict)
    note_problems: dict[str, Problem] = field(default_factory=dict)
    changed: bool = False
    taken_out: list[Listing] = field(default_factory=list)
    asked: Asks | None = None
    listings: Mapping[int, Listing] = field(default_factory=dict)
    is_beside_order: bool = False

    @property
    def is_refused(self) -> bool:
        return bool(self.problems or self.note_problems)


def open_basket(*, household: Household, distribution: Distribution) -> Basket:
    """The household's basket for a distribution; a new one is stored with its first product."""
    basket = Basket.objects.filter(
        household=household, distribution=distribution, status=Basket.OPEN
    ).first()
    return basket or Basket(
        household=household, distribution=distribution, collective=distribution.collective
    )


def set_quantities(*, basket: Basket, typed: Typed, there: There, now: datetime) -> Outcome:
    """Give some listings of the basket other quantities; what is refused stays as it was.

    The basket is held by the caller, and `there` read since. 0 and nothing take a line out. A
    basket that is not stored yet is stored with its first product.
    """
    outcome = Outcome(basket, listings=there.listings, is_beside_order=there.has_order)
    of_distribution = basket.distribution_id
    listings = {
        str(listing.uid): listing
        for listing in there.listings.values()
        if listing.distribution_id == of_distribution
    }
    before = {listing.pk: there.wanted(listing.pk) for listing in listings.values()}
    after = dict(before)
    for uid, quantity in (dict.fromkeys(typed.steps) | dict(typed.wanted)).items():
        listing = listings.get(uid)
        try:
            if listing is None:
                raise NotSoldHere
            ask = _ask(listing, quantity, typed.steps.get(uid, 0), there=there, basket=basket)
            check_ask(ask, now)
            after[listing.pk] = before[listing.pk]._replace(quantity=ask.quantity)
        except (LineRefused, QuantityError) as error:
            outcome.problems[uid] = Problem(uid, _sentence(error, listing), str(quantity or ""))
    _take_notes(outcome, typed.notes, listings, after)
    outcome.changed = any(after[pk].quantity != before[pk].quantity for pk in after)
    outcome.taken_out = [
        there.listings[pk] for pk in after if before[pk].quantity and not after[pk].quantity
    ]
    changed = {pk: portion for pk, portion in after.items() if portion != before[pk]}
    basket.touched_at = now
    if basket.token and basket.pk is not None and changed:
        Basket.objects.filter(pk=basket.pk).update(touched_at=now)
    outcome.asked = store(
        basket, lines=there.asked, wanted=changed, held=there.held, listings=there.listings
    )
    return outcome


def _ask(
    listing: Listing, typed: str | int | None, step: int, *, there: There, basket: Basket
) -> Ask:
    """A button alone steps from what is wanted."""
    before = there.wanted(listing.pk).quantity
    quantity = typed_quantity(listing.product, before if typed is None else typed, step)
    held = there.held.get(listing.pk, NOTHING).quantity
    is_cancelled = basket.distribution.cancelled_at is not None
    return Ask(listing, quantity, before, held, basket.collective.zone, is_cancelled)


def wanted_of(asked: Asked | None, held: Portion) -> Portion:
    """What is wanted of a listing: the basket's line, else what the order holds."""
    return asked.portion if asked else held


def hold_basket(basket: Basket) -> None:
    """Let nobody else change the open basket of its owner and distribution; read whether it is.

    A basket that went with its order meanwhile is as one that was not stored yet.
    """
    owner = {"household": basket.household_id, "token": basket.token}
    stored = _held.ask(**owner, distribution=basket.distribution_id)
    basket.pk, basket._state.adding = (stored[0].pk, False) if stored else (None, True)


@question
def _held() -> QuerySet[Basket]:
    at = Given("distribution", IntegerField())
    rows: QuerySet[Basket] = Basket.objects.select_for_update(no_key=True).order_by()
    return rows.filter(owned_as_given(), distribution=at, status=Basket.OPEN).only("pk")


def locked_lines(basket: Basket) -> dict[int, Asked]:
    """What the basket says by listing id, while nobody else changes it."""
    hold_basket(basket)
    if basket.pk is None:
        return {}
    rows = Line.objects.filter(basket=basket).order_by("pk")
    said = rows.values_list("listing_id", "quantity", "note", "price_incl_tax")
    return {listing: Asked(*asked) for listing, *asked in said}


def store(
    basket: Basket,
    *,
    lines: Asks,
    wanted: Portions,
    held: Portions,
    listings: Mapping[int, Listing],
    chosen_at: Mapping[int, Decimal | None] | None = None,
) -> dict[int, Asked]:
    """Keep of what is wanted what differs from the order; returns what the basket says now.

    A note outlives a quantity of 0. A new line remembers the price at which it was chosen:
    today's, or that of `chosen_at`.
    """
    prices = {pk: listing.price for pk, listing in listings.items()} | dict(chosen_at or {})
    differing = {
        pk: Asked(*portion, lines[pk].chosen_at if pk in lines else prices[pk])
        for pk, portion in wanted.items()
        if portion != held.get(pk, NOTHING) and (pk in lines or pk in listings)
    }
    if differing:
        _save(basket)
        _put(new_line(basket, listings[pk], asked) for pk, asked in differing.items())
    gone = [pk for pk in wanted.keys() - differing.keys() if pk in lines]
    if gone:
        Line.objects.filter(basket=basket, listing__in=gone).delete()
    return {pk: asked for pk, asked in lines.items() if pk not in gone} | differing


def new_line(basket: Basket, listing: Listing, asked: Asked) -> Line:
    """A line, not stored; it remembers the price at which the product was chosen."""
    return Line(
        basket=basket,
        listing=listing,
        line_reference=str(listing.uid),
        product=listing.product,
        stockrecord=listing.stockrecord,
        quantity=asked.quantity,
        note=asked.note,
        price_incl_tax=asked.chosen_at,
    )


def _put(lines: Iterable[Line]) -> None:
    """Store lines, new or not; of two tabs that put their first product the later one counts."""
    Line.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["basket", "line_reference"],
        update_fields=["quantity", "note"],
    )


def _take_notes(
    outcome: Outcome,
    notes: Mapping[str, str],
    listings: Mapping[str, Listing],
    after: dict[int, Portion],
) -> None:
    """Keep the notes to the farms, where the product takes one."""
    for uid, note in notes.items():
        listing = listings.get(uid)
        if listing is None or not listing.product.note_allowed:
            continue
        try:
            check_note(note)
            after[listing.pk] = after[listing.pk]._replace(note=note)
        except LineRefused as error:
            outcome.note_problems[uid] = Problem(uid, str(error), note)


def _says(quantity: str | int) -> bool:
    return str(quantity).strip() not in {"", "0"}


def _sentence(error: LineRefused | QuantityError, listing: Listing | None) -> str:
    if isinstance(error, QuantityError) and listing is not None:
        return quantity_message(error, BaseUnit(listing.product.base_unit))
    return str(error)


def _save(basket: Basket) -> None:
    """Store a basket with its first product; the one that another tab has just stored, if any."""
    if basket.pk is not None:
        return
    try:
        with transaction.atomic():
            basket.save(force_insert=True)
    except IntegrityError:
        hold_basket(basket)
