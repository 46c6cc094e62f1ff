"""What the quantity control of a listing shows (`components/qty.html`)."""

from typing import Any

from django.utils.translation import gettext as _

from commons.core.quantities import BaseUnit, input_value
from shop.catalogue.amounts import amount_of
from shop.listings.selectors import ShopRow

# Above so many steps the stock is no ceiling worth showing: the last check has the word.
CEILING_STEPS = 30
UNITS = {BaseUnit.PIECE: (1, ""), BaseUnit.GRAM: (1000, "kg"), BaseUnit.MILLILITRE: (1000, "L")}


def amount(row: ShopRow, quantity: int) -> int:
    """Cents, VAT included, of a quantity in base units."""
    return amount_of(
        quantity,
        price=row.price,
        sale_mode=row.sale_mode,
        base_unit=row.base_unit,
        estimated_weight=row.estimated_weight,
    )


def ceiling(row: ShopRow, *, held: int = 0) -> int | None:
    """The most that a person may ask for, in base units; None for no limit in sight.

    `held` is what the person's own order holds already.
    """
    left = row.left
    if left is not None and left > CEILING_STEPS * row.step:
        left = None
    bounds = [row.most, None if left is None else left + held]
    return min((bound for bound in bounds if bound is not None), default=None)


def qty(row: ShopRow, quantity: int, *, held: int = 0) -> dict[str, Any]:
    """The control of a listing of which the basket holds `quantity` base units."""
    unit = BaseUnit(row.base_unit)
    whole, _name = UNITS[unit]
    most = ceiling(row, held=held)
    return {
        "uid": str(row.uid),
        "name": row.name,
        "add_label": _("Add %(name)s, %(unit)s") % {"name": row.name, "unit": row.unit_label},
        "value": input_value(quantity, unit),
        "is_chosen": quantity > 0,
        "step": input_value(row.step, unit) if row.step != whole else "",
        "least": input_value(row.least, unit) if row.least != row.step else "",
        "max": None if most is None else input_value(most, unit),
        "price_cents": str(amount(row, whole)),
        "problem": "",
        **field_of(unit),
    }


def field_of(unit: BaseUnit) -> dict[str, str]:
    """How a quantity in a unit is typed: kilos and litres with decimals."""
    labels = {
        BaseUnit.PIECE: _("Quantity"),
        BaseUnit.GRAM: _("Quantity in kilos"),
        BaseUnit.MILLILITRE: _("Quantity in litres"),
    }
    name = UNITS[unit][1]
    return {
        "unit": name,
        "label": labels[unit],
        "inputmode": "decimal" if name else "numeric",
    }
