"""Lists to print: whole, however many orders there are, sent while these are read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched, groupby

from django.template.loader import render_to_string

from commons.core.streams import filled, mark
from distributions.models import Distribution
from shop.reporting.lines import Ordered, lines_in_turn
from shop.reporting.pages import fits_a_page
from shop.reporting.recap import customers_of
from shop.reporting.selectors import with_changes
from shop.reporting.seller_lists import SellerList
from shop.reporting.standings import Standing, list_of_sums, standings_of
from shop.reporting.sums import sums_of

ROWS_AT_ONCE = 200


def list_to_print(standing: Standing, now: datetime) -> SellerList:
    """A list whose orders follow: `rows_to_print`."""
    sums = sums_of(standing.distribution, [standing.seller.pk])
    shown = list_of_sums(standing, sums[standing.seller.pk], (), at=now, follow=mark())
    return with_changes(shown)


def rows_to_print(shown: SellerList) -> Iterator[str]:
    """The orders of a list, as its table has them."""
    return _rows(shown, lines_in_turn(shown.distribution, [shown.seller.pk]))


def sheets_to_print(distribution: Distribution, now: datetime) -> Iterator[str]:
    """Every seller's sheet, one after the other."""
    standings = {each.seller.pk: each for each in standings_of(distribution)}
    sums = sums_of(distribution, standings.keys())
    lines = lines_in_turn(distribution, list(standings))
    for place, (pk, theirs) in enumerate(groupby(lines, lambda line: line.seller_id), 1):
        yield from _sheet(standings[pk], sums[pk], theirs, place=place, at=now)


def _sheet(
    standing: Standing,
    sums: Sequence[Ordered],
    lines: Iterable[Ordered],
    *,
    place: int,
    at: datetime,
) -> Iterator[str]:
    """How dense a short one is hangs on its lines: it is made whole."""
    is_long = not fits_a_page(standing.orders)
    follow = mark() if is_long else ""
    shown = list_of_sums(standing, sums, () if is_long else lines, at=at, follow=follow)
    sheet = render_to_string("reporting/sheet.html", {"shown": shown, "place": place})
    if is_long:
        yield from filled(sheet, follow, _rows(shown, lines))
    else:
        yield sheet


def _rows(shown: SellerList, lines: Iterable[Ordered]) -> Iterator[str]:
    """What is ordered while they are read is not in the sums above them: then that is said."""
    left = shown.recap.total_cents
    rows = customers_of(lines, name_rule=shown.distribution.collective.customer_name)
    for some in batched(rows, ROWS_AT_ONCE):
        left -= sum(row.amount_cents for row in some)
        yield render_to_string("reporting/customers.html", {"customers": shown.shown(some)})
    if left:
        yield render_to_string("reporting/meanwhile.html")
