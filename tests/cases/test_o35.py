"""O35: totals in real units.

3 six-packs of bottles: 18. 3 packs of 200 g: 0.6 kg.

Case of openfoodfoundation/openfoodnetwork. No difference of rule: the packs are told too.
"""

import pytest

from commons.core.quantities import BaseUnit
from tests.factories import make_distribution, make_farm, make_listing, make_product
from tests.listed import ordered, recap

pytestmark = pytest.mark.django_db

PACKS = {"noun_one": "pack", "noun_many": "packs"}


@pytest.mark.parametrize(
    ("content", "unit", "total"),
    [(6, BaseUnit.PIECE, "soit 18 unités"), (200, BaseUnit.GRAM, "soit 0,6\N{NO-BREAK SPACE}kg")],
)
def test_packs_are_told_with_what_they_hold_together(
    content: int, unit: BaseUnit, total: str
) -> None:
    farm, distribution = make_farm(), make_distribution()
    product = make_product("Bière", farm=farm, net_content=content, net_unit=unit, **PACKS)
    ordered({make_listing(product, distribution): 3})

    [row] = recap(distribution, farm).products

    assert (row.quantity_label, row.total_label) == ("3 packs", total)
