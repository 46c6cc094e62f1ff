"""What the quantity control of a listing shows (`components/qty.html`)."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from commons.core.quantities import BaseUnit, input_value
from shop.catalogue.goods import Goods
from shop.listings.selectors import ShopRow

# Above so many steps the stock is no ceiling worth showing: the last check has the word.
CEILING_STEPS = 30
UNITS = {BaseUnit.PIECE: (1, ""), BaseUnit.GRAM: (1000, "kg"), BaseUnit.MILLILITRE: (1000, "L")}


class Limits(NamedTuple):
    """What may be asked of a listing, in base units; `left` None where nothing limits it."""

    step: int
    least: int
    most: int | None
    left: int | None

    def ceiling(self, held: int = 0) -> int | None:
        """The most that a person may ask for; None for no limit in sight.

        `held` is what the person's own order holds already.
        """
        left = self.left
        if left is not None and left > CEILING_STEPS * self.step:
            left = None
        bounds = [self.most, None if left is None else max(left + held, 0)]
        return min((bound for bound in bounds if bound is not None), default=None)


def limits_of(row: ShopRow) -> Limits:
    return Limits(row.step, row.least, row.most, row.left)


type Parcels = tuple[tuple[int, int], ...]
"""What an order holds of a listing, each in base units and cents, the oldest first."""


class Asked(NamedTuple):
    """What the basket wants of a listing and the order holds, in base units; what was typed.

    `parcels` are what the order holds at each of its prices; what is lowered leaves the last first.
    """

    quantity: int = 0
    parcels: Parcels = ()
    typed: str | None = None
    problem: str = ""

    @property
    def held(self) -> int:
        return sum(quantity for quantity, _cents in self.parcels)


class QuantityField(NamedTuple):
    """What `components/qty.html` shows; figures as they are typed, in the unit shown."""

    uid: str
    name: str
    add_label: str
    value: str
    is_chosen: bool
    step: str
    least: str
    max: str | None
    price_cents: str
    held: str
    problem: str
    unit: str
    label: str
    inputmode: str


def control(uid: UUID, name: str, goods: Goods, *, limits: Limits, asked: Asked) -> QuantityField:
    """The control of a product of which `asked` is wanted within `limits`."""
    unit, whole = goods.base_unit, goods.whole
    value = input_value(asked.quantity, unit) if asked.typed is None else asked.typed
    most = limits.ceiling(asked.held)
    unit_name = UNITS[unit][1]
    return QuantityField(
        uid=str(uid),
        name=name,
        add_label=_("Add %(name)s, %(unit)s") % {"name": name, "unit": goods.unit_label},
        value=value,
        is_chosen=value != "0",
        step=input_value(limits.step, unit) if limits.step != whole else "",
        least=input_value(limits.least, unit) if limits.least != limits.step else "",
        max=None if most is None else input_value(most, unit),
        price_cents=str(goods.amount(whole)),
        held=_held(asked.parcels, goods),
        problem=asked.problem,
        unit=unit_name,
        label=_label_of(unit),
        inputmode="decimal" if unit_name else "numeric",
    )


def _held(parcels: Parcels, goods: Goods) -> str:
    """As `stepper.js` reads it: "2:400 1:300"; nothing where all of it costs today's price."""
    if all(cents == goods.amount(quantity) for quantity, cents in parcels):
        return ""
    unit = goods.base_unit
    return " ".join(f"{input_value(quantity, unit)}:{cents}" for quantity, cents in parcels)


def _label_of(unit: BaseUnit) -> str:
    labels = {
        BaseUnit.PIECE: _("Quantity"),
        BaseUnit.GRAM: _("Quantity in kilos"),
        BaseUnit.MILLILITRE: _("Quantity in litres"),
    }
    return labels[unit]
