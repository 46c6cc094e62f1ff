"""Lists as CSV, the way French spreadsheets open it: a byte order mark, ";" and decimal commas.

A cell that a customer or a farm wrote and that a spreadsheet would run as a formula starts with an
apostrophe.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from io import StringIO

from django.utils.translation import gettext as _

from commons.core.money import euros
from commons.core.quantities import BaseUnit, input_value
from shop.reporting.lines import Ordered
from shop.reporting.recap import Recap, keeping_label

type Cell = str | int

FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNITS = {BaseUnit.GRAM: "kg", BaseUnit.MILLILITRE: "L"}


def by_product(recap: Recap) -> bytes:
    """One row per product, then the total."""
    head = [_("Product"), _("Quantity"), _("Unit"), _("Total"), _("Amount (€)")]
    rows: list[list[Cell]] = [[*head, _("Keeping"), _("Notes")]]
    for row in recap.products:
        notes = " / ".join(f"{note.number} : {note.text}" for note in row.notes)
        quantity = _quantity(row.quantity, row.first)
        cells = [_safe(row.title), *quantity, row.total_label, _amount(row.amount_cents)]
        rows.append([*cells, row.keeping_label, _safe(notes)])
    rows.append([*_total(recap), "", _amount(recap.total_cents), "", ""])
    return _encoded(rows)


def by_customer(recap: Recap) -> bytes:
    """One row per customer and product, then the total."""
    head = [_("No."), _("Customer"), _("Product"), _("Quantity"), _("Unit"), _("Amount (€)")]
    rows: list[list[Cell]] = [[*head, _("Keeping"), _("Note")]]
    for row in recap.customers:
        for item in row.items:
            line = item.line
            who: list[Cell] = [row.number, _safe(row.name), _safe(line.product)]
            cells = [*_quantity(line.quantity, line), _amount(line.amount_cents)]
            rows.append([*who, *cells, keeping_label(line), _safe(line.note)])
    label, *items = _total(recap)
    rows.append([label, "", "", *items, _amount(recap.total_cents), "", ""])
    return _encoded(rows)


# By the name in their address.
SHEETS: Mapping[str, Callable[[Recap], bytes]] = {
    "par-produit": by_product,
    "par-client": by_customer,
}


def _total(recap: Recap) -> list[Cell]:
    return [_("Total"), recap.items, _("items")]


def _quantity(quantity: int, line: Ordered) -> list[Cell]:
    unit = BaseUnit(line.base_unit)
    return [input_value(quantity, unit), UNITS.get(unit, _safe(line.noun_many))]


def _amount(cents: int) -> str:
    return str(euros(cents)).replace(".", ",")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _encoded(rows: Iterable[Iterable[Cell]]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
