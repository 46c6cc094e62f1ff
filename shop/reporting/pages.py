"""Lists on a screen: the sums of all orders, and a page of them. `selectors` reads lists whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from distributions.models import Distribution
from shop.reporting.lines import Ordered, cells, lines_at, ordered, turn_of
from shop.reporting.selectors import with_changes
from shop.reporting.seller_lists import SellerList
from shop.reporting.standings import Standing, list_of_sums, standings_of
from shop.reporting.sums import sums_of

# Sixty orders, with their products, fit on one A4.
ORDERS_OF_A_PAGE = 100
# Beside a product of more orders than that; all notes are in the list to print.
NOTES_OF_A_PRODUCT = 5


def fits_a_page(orders: int) -> bool:
    """Whether the page itself is what one prints."""
    return orders <= ORDERS_OF_A_PAGE


def page_of(count: int, number: str | None) -> Page[int]:
    """The page of that number of so many orders; the nearest where there is none."""
    return Paginator(range(count), ORDERS_OF_A_PAGE).get_page(number)


def list_page(standing: Standing, number: str | None, now: datetime) -> SellerList:
    """A page of one seller's list, with what changed since the list that the seller received.

    Seven queries at most, whatever is ordered.
    """
    page, seller = page_of(standing.orders, number), standing.seller
    theirs = lines_at(standing.distribution).filter(seller=seller)
    # Both are given under the distribution's lock: by their keys orders stand as by their numbers.
    shown = theirs.order_by("order").values("order").distinct()[slice_of(page)]
    lines = ordered(cells(theirs.filter(order__in=shown)))
    sums = sums_of(standing.distribution, [seller.pk], most_notes=_notes(page))
    return with_changes(list_of_sums(standing, sums[seller.pk], lines, page=page, at=now))


class SheetPages(Paginator[int]):
    """Pages that end with a seller's last order; who has more than a page holds has pages alone."""

    def __init__(self, orders: Sequence[int]) -> None:
        super().__init__(range(sum(orders)), ORDERS_OF_A_PAGE)
        self.ends = _ends(orders)

    @cached_property
    def num_pages(self) -> int:
        return len(self.ends) or 1

    def page(self, number: int | str) -> "SheetPage":
        number = self.validate_number(number)
        first, last = self.span(number)
        return SheetPage(self.object_list[first:last], number, self)

    def span(self, number: int) -> tuple[int, int]:
        """The orders of a page: how many are before it, and by its end."""
        first = self.ends[number - 2] if number > 1 else 0
        return first, self.ends[number - 1] if self.ends else 0


class SheetPage(Page[int]):
    paginator: SheetPages

    def start_index(self) -> int:
        first, last = self.paginator.span(self.number)
        return first + 1 if last else 0

    def end_index(self) -> int:
        return self.paginator.span(self.number)[1]


def _ends(orders: Sequence[int]) -> list[int]:
    """Where pages end among so many orders of each seller."""
    ends: list[int] = []
    begun = counted = 0
    for theirs in orders:
        if counted > begun and counted + theirs > begun + ORDERS_OF_A_PAGE:
            ends.append(counted)
            begun = counted
        for _full in range((theirs - 1) // ORDERS_OF_A_PAGE):
            begun += ORDERS_OF_A_PAGE
            ends.append(begun)
        counted += theirs
    return [*ends, counted] if counted > begun else ends


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The lists of all sellers one after the other, as far as a page holds their orders."""

    page: Page[int]
    lists: Sequence[SellerList]


def sheets_page(distribution: Distribution, number: str | None, now: datetime) -> SheetsPage:
    """A page of all lists, in nine queries; each seller's products stand on each of its pages."""
    standings = standings_of(distribution)
    page: Page[int] = SheetPages([each.orders for each in standings]).get_page(number)
    on_page, before = _on(page, standings)
    ids = [each.seller.pk for each in on_page]
    lines = _lines_of(distribution, ids, skip=before, most=len(page.object_list))
    sums = sums_of(distribution, ids, most_notes=_notes(page))
    lists = [
        list_of_sums(each, sums[each.seller.pk], lines[each.seller.pk], page=page, at=now)
        for each in on_page
    ]
    return SheetsPage(page, lists)


def _on(page: Page[int], standings: Sequence[Standing]) -> tuple[list[Standing], int]:
    """Who has orders on a page; how many of theirs are on the pages before."""
    shown, found = slice_of(page), list[Standing]()
    before = start = 0
    for each in standings:
        end = start + each.orders
        if start < shown.stop and end > shown.start:
            before = before if found else shown.start - start
            found.append(each)
        start = end
    return found, before


def _lines_of(
    distribution: Distribution, ids: Sequence[int], *, skip: int, most: int
) -> Mapping[int, list[Ordered]]:
    """The lines of some orders of sellers, by seller id: so many, after those that are skipped."""
    rows = lines_at(distribution).filter(seller__in=ids)
    # Ordered by what is selected: PostgreSQL takes an expression with values for another one.
    turns = rows.annotate(turn=turn_of(ids)).order_by("turn", "order__short_number")
    in_turn = turns.values_list("turn", "seller_id", "order__short_number").distinct()
    shown = {(seller_id, number) for _turn, seller_id, number in in_turn[skip : skip + most]}
    of_orders = rows.filter(
        seller__in={seller_id for seller_id, _number in shown},
        order__short_number__in={number for _seller_id, number in shown},
    )
    found: dict[int, list[Ordered]] = defaultdict(list)
    for line in ordered(cells(of_orders)):
        if (line.seller_id, line.number) in shown:
            found[line.seller_id].append(line)
    return found


def slice_of(page: Page[int]) -> slice:
    """Where its orders stand among all."""
    first = page.start_index() - 1
    return slice(max(first, 0), page.end_index())


def _notes(page: Page[int]) -> int | None:
    """A page that holds all orders holds all notes: it is what one prints."""
    return NOTES_OF_A_PRODUCT if page.has_other_pages() else None
