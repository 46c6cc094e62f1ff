"""What a quantity of a product is worth, by the way it is sold."""

from decimal import Decimal

from commons.core.money import amount_cents
from commons.core.quantities import BaseUnit, PriceBasis, SaleMode


def price_basis(sale_mode: str, base_unit: str) -> PriceBasis:
    """What the price is for: a piece, a kilo or a litre."""
    if sale_mode == SaleMode.PIECE:
        return PriceBasis.PIECE
    return PriceBasis.LITRE if base_unit == BaseUnit.MILLILITRE else PriceBasis.KILO


def amount_of(
    quantity: int,
    *,
    price: Decimal,
    sale_mode: str,
    base_unit: str,
    estimated_weight: int | None = None,
) -> int:
    """Cents, VAT included, of a quantity in base units.

    Pieces weighed at pick-up count for their estimated weight (grams).
    """
    if sale_mode == SaleMode.WEIGHED:
        quantity *= estimated_weight or 0
    return amount_cents(price=price, basis=price_basis(sale_mode, base_unit), quantity=quantity)
