"""How something is sold, as one value: what it is counted in, what it is called, what it costs."""

from decimal import Decimal
from typing import NamedTuple

from commons.core.alphabet import place_in_alphabet
from commons.core.money import amount_cents
from commons.core.quantities import BaseUnit, PriceBasis, SaleMode, format_quantity
from commons.core.unit_price import UnitPrice, unit_price
from shop.catalogue.amounts import price_basis


class Goods(NamedTuple):
    """Quantities count `base_unit`: pieces, grams or millilitres.

    `price` is euros, VAT included, per piece, kilo or litre (`basis`). `net_content` is what one
    piece holds, in `net_unit`; `estimated_weight` is grams, of a piece weighed at pick-up. A named
    tuple, because a shop makes and compares one for each card; it is built by names.
    """

    sale_mode: SaleMode
    base_unit: BaseUnit
    price: Decimal
    unit_label: str
    noun_one: str
    noun_many: str
    net_content: int | None = None
    net_unit: BaseUnit | None = None
    estimated_weight: int | None = None

    @property
    def basis(self) -> PriceBasis:
        return price_basis(self.sale_mode, self.base_unit)

    @property
    def is_weighed(self) -> bool:
        """Weighed at pick-up: amounts are estimates until then."""
        return self.sale_mode == SaleMode.WEIGHED

    @property
    def whole(self) -> int:
        """The base units of what a price is shown for: a piece, a kilo, a litre."""
        return 1 if self.base_unit == BaseUnit.PIECE else 1000

    @property
    def unit_price(self) -> UnitPrice | None:
        """The legal one; None for a piece of unknown content, whose own price says all."""
        return unit_price(
            price=self.price,
            basis=self.basis,
            net_content=self.net_content,
            net_unit=self.net_unit,
        )

    def amount(self, quantity: int) -> int:
        """Cents, VAT included; pieces weighed at pick-up count for their estimated weight."""
        counted = quantity * (self.estimated_weight or 0) if self.is_weighed else quantity
        return amount_cents(price=self.price, basis=self.basis, quantity=counted)

    def words(self, quantity: int) -> str:
        """Write "2 bottes" or "1,5 kg"."""
        return format_quantity(
            quantity, self.base_unit, noun_one=self.noun_one, noun_many=self.noun_many
        )


def place_of(seller: str, name: str, *, is_last: bool) -> tuple[bool, str, str, str]:
    """Where goods stand in a list: by seller, the collective's own last, then by the alphabet."""
    return (is_last, place_in_alphabet(seller), place_in_alphabet(name), name)
