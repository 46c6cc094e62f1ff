"""The unit price that the order of 16 November 1999 asks for, per kilo, litre or piece."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from commons.core.money import euros, format_euros, to_cents
from commons.core.quantities import BaseUnit, PriceBasis

_BASIS_OF_CONTENT = {
    BaseUnit.PIECE: (PriceBasis.PIECE, 1),
    BaseUnit.GRAM: (PriceBasis.KILO, 1000),
    BaseUnit.MILLILITRE: (PriceBasis.LITRE, 1000),
}


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """Euros including VAT, rounded to the cent, for one kilo, litre or piece."""

    price: Decimal
    basis: PriceBasis

    def label(self) -> str:
        """Write it as shops must: "4,50 €/kg", "2,70 €/L", "0,39 €/pièce"."""
        names = {PriceBasis.PIECE: _("piece"), PriceBasis.KILO: "kg", PriceBasis.LITRE: "L"}
        return f"{format_euros(self.price)}/{names[self.basis]}"


def unit_price(
    *, price: Decimal, basis: PriceBasis, net_content: int | None, net_unit: BaseUnit | None
) -> UnitPrice | None:
    """Compute the legal unit price of a product.

    ``price`` in euros including VAT for one ``basis``; ``net_content`` what one piece holds, in
    base units of ``net_unit``. Returns None for a piece of unknown content: its own price says all.
    """
    if basis != PriceBasis.PIECE:
        return UnitPrice(_to_the_cent(price), basis)
    if not net_content or net_unit is None:
        return None
    content_basis, large_unit = _BASIS_OF_CONTENT[net_unit]
    return UnitPrice(_to_the_cent(price * large_unit / net_content), content_basis)


def _to_the_cent(price: Decimal) -> Decimal:
    return euros(to_cents(price))
