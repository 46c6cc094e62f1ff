"""Writes of baskets. Nothing is reserved here: stock is taken when an order is placed.

Beside a standing order a basket keeps only what differs from it: a line of 0 takes out, no line
means "as ordered". What the order holds is the caller's to tell, as `Portion`s by listing id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from commons.accounts.models import Household
from commons.core.locking import write
from commons.core.quantities import BaseUnit, QuantityError
from commons.core.quantity_messages import quantity_message
from distributions.models import Distribution
from shop.basket.exceptions import LineRefused, NotSoldHere
from shop.basket.models import Basket, Line
from shop.basket.quantities import Ask, Portion, check_ask, check_note, typed_quantity
from shop.basket.querysets import listings_of
from shop.listings.models import Listing

type Portions = Mapping[int, Portion]
"""By listing id."""
NOTHING = Portion()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something typed was not taken: a sentence, and what was typed, to show it again."""

    uid: str
    message: str
    typed: str


@dataclass(slots=True)
class Outcome:
    """What became of what was typed; problems by the uid of the listing.

    `changed` tells of quantities: their amounts have to be shown before they are ordered.
    """

    basket: Basket
    problems: dict[str, Problem] = field(default_factory=dict)
    note_problems: dict[str, Problem] = field(default_factory=dict)
    changed: bool = False

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


@write
def set_quantities(
    *,
    basket: Basket,
    wanted: Mapping[str, str | int],
    now: datetime,
    steps: Mapping[str, int] | None = None,
    notes: Mapping[str, str] | None = None,
    held: Portions | None = None,
) -> Outcome:
    """Give some listings of the basket other quantities; what is refused stays as it was.

    ``wanted`` holds, by the uid of a listing, what was typed ("1,5" kilos) or base units (an
    ``int``); 0 and nothing take a line out. ``steps`` holds +1 or −1 where a button was pressed,
    ``notes`` the words to the farm. A basket that is not stored yet is stored with its first
    product.
    """
    outcome = Outcome(basket)
    lines, held = locked_lines(basket), held or {}
    steps = steps or {}
    typed_by_uid = _with_steps(wanted, steps)
    named = _uids({*typed_by_uid, *(notes or {})})
    listings = {str(listing.uid): listing for listing in listings_of(basket, named)}
    before = {
        listing.pk: wanted_of(lines.get(listing.pk), held.get(listing.pk, NOTHING))
        for listing in listings.values()
    }
    after = dict(before)
    for uid, typed in typed_by_uid.items():
        listing = listings.get(uid)
        try:
            if listing is None:
                raise NotSoldHere
            portion = before[listing.pk]
            quantity = typed_quantity(
                listing.product, portion.quantity if typed is None else typed, steps.get(uid, 0)
            )
            order_holds = held.get(listing.pk, NOTHING).quantity
            check_ask(Ask(listing, quantity, portion.quantity, order_holds), now)
            after[listing.pk] = portion._replace(quantity=quantity)
        except (LineRefused, QuantityError) as error:
            outcome.problems[uid] = Problem(uid, _sentence(error, listing), str(typed or ""))
    _take_notes(outcome, notes or {}, listings, after)
    outcome.changed = any(after[pk].quantity != before[pk].quantity for pk in after)
    changed = {pk: portion for pk, portion in after.items() if portion != before[pk]}
    basket.touched_at = now
    if basket.token and basket.pk is not None and changed:
        Basket.objects.filter(pk=basket.pk).update(touched_at=now)
    by_id = {listing.pk: listing for listing in listings.values()}
    store(basket, lines=lines, wanted=changed, held=held, listings=by_id)
    return outcome


@write
def replace_quantities(
    *, basket: Basket, quantities: Mapping[int, int], held: Portions | None = None
) -> None:
    """Give listings (by id) these quantities without asking: what the last check leaves."""
    lines, held = locked_lines(basket), held or {}
    portions = {
        pk: wanted_of(lines.get(pk), held.get(pk, NOTHING))._replace(quantity=quantity)
        for pk, quantity in quantities.items()
    }
    rows = Listing.objects.filter(pk__in=portions).select_related("product", "stockrecord")
    by_id = {listing.pk: listing for listing in rows}
    store(basket, lines=lines, wanted=portions, held=held, listings=by_id)


def wanted_of(line: Line | None, held: Portion) -> Portion:
    """What is wanted of a listing: the basket's line, else what the order holds."""
    return Portion(line.quantity, line.note) if line else held


def locked_lines(basket: Basket) -> dict[int, Line]:
    """The lines by listing id, while nobody else changes them.

    A basket that went with its order meanwhile is as one that was not stored yet.
    """
    if basket.pk is None:
        return {}
    if not Basket.objects.select_for_update(no_key=True).filter(pk=basket.pk).first():
        basket.pk, basket._state.adding = None, True
        return {}
    return {line.listing_id: line for line in Line.objects.filter(basket=basket)}


def store(
    basket: Basket,
    *,
    lines: Mapping[int, Line],
    wanted: Portions,
    held: Portions,
    listings: Mapping[int, Listing],
    chosen_at: Mapping[int, Decimal | None] | None = None,
) -> None:
    """Keep of what is wanted what differs from the order; a note outlives a quantity of 0.

    A new line remembers the price at which it was chosen: today's, or that of `chosen_at`.
    """
    differing = {pk: portion for pk, portion in wanted.items() if portion != held.get(pk, NOTHING)}
    added = [listings[pk] for pk in differing if pk not in lines and pk in listings]
    kept = [lines[pk] for pk in differing if pk in lines]
    gone = [lines[pk].pk for pk in wanted.keys() - differing.keys() if pk in lines]
    for line in kept:
        line.quantity, line.note = wanted[line.listing_id]
    if added:
        _save(basket)
        prices = {listing.pk: listing.price for listing in added} | dict(chosen_at or {})
        _add(new_line(basket, listing, wanted[listing.pk], prices[listing.pk]) for listing in added)
    if kept:
        Line.objects.bulk_update(kept, ["quantity", "note"])
    if gone:
        Line.objects.filter(pk__in=gone).delete()


def new_line(basket: Basket, listing: Listing, portion: Portion, chosen_at: Decimal | None) -> Line:
    """A line, not stored; it remembers the price at which the product was chosen."""
    return Line(
        basket=basket,
        listing=listing,
        line_reference=str(listing.uid),
        product=listing.product,
        stockrecord=listing.stockrecord,
        quantity=portion.quantity,
        note=portion.note,
        price_incl_tax=chosen_at,
    )


def _add(lines: Iterable[Line]) -> None:
    """Store new lines; where two tabs put their first product at once, the later one counts."""
    Line.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["basket", "line_reference"],
        update_fields=["quantity", "note"],
    )


def _with_steps(
    wanted: Mapping[str, str | int], steps: Iterable[str]
) -> dict[str, str | int | None]:
    """A button alone steps from what the basket holds."""
    return dict.fromkeys(steps) | dict(wanted)


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
