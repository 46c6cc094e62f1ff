"""Lists as CSV, the way French spreadsheets open it: a byte order mark, ";" and decimal commas.

A cell that a customer or a farm wrote and that a spreadsheet would run as a formula starts with an
apostrophe.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from itertools import batched
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from commons.core.dates import day_long, hour
from commons.core.money import euros
from commons.core.quantities import BaseUnit, input_value
from shop.reporting.lines import Ordered
from shop.reporting.recap import CustomerRow, Recap, keeping_label

type Row = list[str | int]

ROWS_AT_ONCE = 500
# The full-width signs too, which some spreadsheets take for the others.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
UNITS = {BaseUnit.GRAM: "kg", BaseUnit.MILLILITRE: "L"}


def product_rows(recap: Recap) -> Iterator[Row]:
    """One row per product, then the total."""
    head = [_("Product"), _("Quantity"), _("Unit"), _("Total"), _("Amount (€)")]
    yield [*head, _("Keeping"), _("Notes")]
    for row in recap.products:
        notes = " / ".join(f"{note.number} : {note.text}" for note in row.notes)
        quantity = _quantity(row.quantity, row.first)
        cells = [safe_cell(row.title), *quantity, row.total_label, amount_cell(row.amount_cents)]
        yield [*cells, row.keeping_label, safe_cell(notes)]
    yield [*_total(recap.items), "", amount_cell(recap.total_cents), "", ""]


def customer_rows(customers: Iterable[CustomerRow]) -> Iterator[Row]:
    """One row per customer and product; the total is of the customers that came, one by one."""
    head = [_("No."), _("Customer"), _("Product"), _("Quantity"), _("Unit"), _("Amount (€)")]
    yield [*head, _("Keeping"), _("Note")]
    items = cents = 0
    for row in customers:
        items, cents = items + row.count, cents + row.amount_cents
        for item in row.items:
            line = item.line
            who: Row = [row.number, safe_cell(row.name), safe_cell(line.product)]
            cells = [*_quantity(line.quantity, line), amount_cell(line.amount_cents)]
            yield [*who, *cells, keeping_label(line), safe_cell(line.note)]
    label, *counted = _total(items)
    yield [label, "", "", *counted, amount_cell(cents), "", ""]


def made(at: datetime, zone: ZoneInfo) -> Row:
    """The last row: when the file was made."""
    return [
        _("List made on %(day)s at %(hour)s.") % {"day": day_long(at, zone), "hour": hour(at, zone)}
    ]


def encoded(rows: Iterable[Row]) -> Iterator[bytes]:
    """The file, in parts."""
    yield BOM_UTF8
    for some in batched(rows, ROWS_AT_ONCE):
        out = StringIO()
        csv.writer(out, delimiter=";").writerows(some)
        yield out.getvalue().encode()


def _total(items: int) -> Row:
    return [_("Total"), items, _("items")]


def _quantity(quantity: int, line: Ordered) -> Row:
    unit = BaseUnit(line.base_unit)
    return [input_value(quantity, unit), UNITS.get(unit, safe_cell(line.noun_many))]


def amount_cell(cents: int) -> str:
    """Euros with a comma, without a sign: a number for a spreadsheet."""
    return str(euros(cents)).replace(".", ",")


def safe_cell(text: str) -> str:
    """What somebody wrote, never run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
