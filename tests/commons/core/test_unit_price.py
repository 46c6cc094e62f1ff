"""The legal unit price is per kilo, litre or piece, whatever the pack."""

from decimal import Decimal

import pytest
from django.utils import translation

from commons.core.quantities import BaseUnit, PriceBasis
from commons.core.unit_price import UnitPrice, unit_price

GRAM, MILLILITRE, PIECE = BaseUnit.GRAM, BaseUnit.MILLILITRE, BaseUnit.PIECE


@pytest.mark.parametrize(
    ("price", "content", "unit", "label"),
    [
        ("1.00", 1000, GRAM, "1,00\u00a0€/kg"),
        ("1.00", 1, GRAM, "1\u00a0000,00\u00a0€/kg"),
        ("3.20", 500, GRAM, "6,40\u00a0€/kg"),
        ("2.00", 750, MILLILITRE, "2,67\u00a0€/L"),
        ("2.34", 6, PIECE, "0,39\u00a0€/pièce"),
    ],
)
def test_a_pack_shows_the_price_of_its_content(
    price: str, content: int, unit: BaseUnit, label: str
) -> None:
    """O14: 1 kg at 1.00 shows 1.00/kg, 1 g at 1.00 shows 1,000.00/kg."""
    found = unit_price(
        price=Decimal(price), basis=PriceBasis.PIECE, net_content=content, net_unit=unit
    )

    with translation.override("fr"):
        assert found is not None
        assert found.label() == label


def test_a_price_per_kilo_is_its_own_unit_price() -> None:
    found = unit_price(price=Decimal("4.5"), basis=PriceBasis.KILO, net_content=None, net_unit=None)

    assert found == UnitPrice(Decimal("4.50"), PriceBasis.KILO)


@pytest.mark.parametrize(("content", "unit"), [(None, None), (0, GRAM), (500, None)])
def test_a_piece_of_unknown_content_has_none(content: int | None, unit: BaseUnit | None) -> None:
    assert (
        unit_price(
            price=Decimal("2.70"), basis=PriceBasis.PIECE, net_content=content, net_unit=unit
        )
        is None
    )
