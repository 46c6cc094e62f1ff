"""Quantities: always an integer number of a product's base unit, pieces, grams or millilitres.

People type and read pieces, kilos and litres; these functions stand between the two.
"""

import re
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commons.core.quantity_errors import (
    AboveMost,
    BelowLeast,
    NegativeQuantity,
    NotANumber,
    NotWhole,
    OffStep,
    QuantityError,
    TooLarge,
)
from commons.core.typography import MINUS, NBSP

__all__ = [
    "AboveMost",
    "BaseUnit",
    "BelowLeast",
    "NegativeQuantity",
    "NotANumber",
    "NotWhole",
    "OffStep",
    "PriceBasis",
    "QuantityError",
    "SaleMode",
    "TooLarge",
    "check_quantity",
    "format_content",
    "format_quantity",
    "input_value",
    "net_total",
    "parse_quantity",
    "total_weight_label",
]

MOST_BASE_UNITS = 1_000_000
LONGEST_NUMBER = 30


class BaseUnit(TextChoices):
    """What a product's quantities count; fixed when the product is made."""

    PIECE = "piece", _("piece")
    GRAM = "g", _("gram")
    MILLILITRE = "ml", _("millilitre")


class PriceBasis(TextChoices):
    """What a price is the price of."""

    PIECE = "piece", _("piece")
    KILO = "kg", _("kilo")
    LITRE = "l", _("litre")


class SaleMode(TextChoices):
    """How a product is sold: pieces, a firm weight or volume, or pieces weighed at pick-up."""

    PIECE = "piece", _("by the piece")
    WEIGHT = "weight", _("by weight")
    WEIGHED = "weighed", _("by the piece, weighed at pick-up")


# What one typed unit is worth: without a suffix, people mean kilos and litres.
_FACTORS: dict[BaseUnit, dict[str | None, int]] = {
    BaseUnit.PIECE: {None: 1},
    BaseUnit.GRAM: {None: 1000, "kg": 1000, "g": 1},
    BaseUnit.MILLILITRE: {None: 1000, "l": 1000, "ml": 1},
}
_LARGE_NAMES = {BaseUnit.GRAM: "kg", BaseUnit.MILLILITRE: "L"}
_SMALL_NAMES = {BaseUnit.GRAM: "g", BaseUnit.MILLILITRE: "ml"}
_TYPED = re.compile(
    r"(?P<sign>[-+\N{MINUS SIGN}]?) ?"
    r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)(?:[.,](?P<part>[0-9]+))?"
    r" ?(?P<suffix>kg|g|ml|l)?"
)


def parse_quantity(text: str, unit: BaseUnit) -> int:
    """Read what a person typed, "2", "1,5", "1.5 kg", "250 g", into base units; nothing is 0.

    Raises ``NotANumber``, ``NegativeQuantity``, ``NotWhole`` (half a piece, less than a gram) or
    ``TooLarge``.
    """
    typed = " ".join(text.split()).lower()
    if not typed:
        return 0
    match = _TYPED.fullmatch(typed)
    if match is None or match["suffix"] not in _FACTORS[unit]:
        raise NotANumber
    number = _number(match["whole"].replace(" ", ""), match["part"] or "")
    quantity = number * _FACTORS[unit][match["suffix"]]
    if match["sign"] not in ("", "+"):
        raise NegativeQuantity
    if quantity > MOST_BASE_UNITS:
        raise TooLarge
    if quantity.denominator != 1:
        raise NotWhole
    return quantity.numerator


def _number(whole: str, part: str) -> Fraction:
    if not whole + part:
        raise NotANumber
    if len(whole) + len(part) > LONGEST_NUMBER:
        raise TooLarge
    return Fraction(f"{whole or 0}.{part or 0}")


def check_quantity(quantity: int, *, step: int, least: int, most: int | None) -> None:
    """Raise unless the quantity may be ordered: a multiple of ``step`` from least to most.

    All in base units; no ``most`` is no ceiling. Raises ``AboveMost`` (0 when nothing may be
    ordered at all), ``OffStep`` with the two nearest allowed quantities, or ``BelowLeast``.
    """
    lowest = -(-max(least, 1) // step) * step
    highest = None if most is None else most // step * step
    if highest is not None and highest < lowest:
        raise AboveMost(0)
    if highest is not None and quantity > highest:
        raise AboveMost(highest)
    if quantity % step:
        lower = max(quantity // step * step, lowest)
        upper = lower + step
        raise OffStep(lower, upper if highest is None else min(upper, highest))
    if quantity < lowest:
        raise BelowLeast(lowest)


def format_quantity(
    quantity: int, unit: BaseUnit, *, noun_one: str = "", noun_many: str = ""
) -> str:
    """Write an ordered or total quantity: "31 bottes", "3", "18,5 kg", "0,75 L".

    Weights are always in kilos, so that the figures of a list compare at a glance.
    """
    figures = _figures(abs(quantity), unit)
    if quantity < 0:
        figures = f"{MINUS}{NBSP}{figures}"
    if unit != BaseUnit.PIECE:
        return f"{figures}{NBSP}{_LARGE_NAMES[unit]}"
    noun = noun_one if abs(quantity) < 2 else noun_many
    return f"{figures} {noun}" if noun else figures


def format_content(content: int, unit: BaseUnit) -> str:
    """Write what one piece holds: "500 g", "1,4 kg", "250 ml", "6"."""
    if unit == BaseUnit.PIECE or abs(content) >= 1000:
        return format_quantity(content, unit)
    return f"{content}{NBSP}{_SMALL_NAMES[unit]}"


def net_total(quantity: int, net_content: int, unit: BaseUnit) -> str:
    """Write what some packs hold together: 3 six-packs, "18"; 3 packs of 200 g, "0,6 kg"."""
    return format_quantity(quantity * net_content, unit)


def total_weight_label(grams: int) -> str:
    """Write a total weight in kilos: "18,5 kg"."""
    return format_quantity(grams, BaseUnit.GRAM)


def input_value(quantity: int, unit: BaseUnit) -> str:
    """Write a quantity as a form field shows and reads it: "1,5", "1250"."""
    return _figures(quantity, unit).replace(NBSP, "")


def _figures(quantity: int, unit: BaseUnit) -> str:
    if unit == BaseUnit.PIECE:
        return f"{quantity:,}".replace(",", NBSP)
    thousandths = f"{Decimal(quantity).scaleb(-3):,.3f}".rstrip("0").rstrip(".")
    return thousandths.replace(",", NBSP).replace(".", ",")
