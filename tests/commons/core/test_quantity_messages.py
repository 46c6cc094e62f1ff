"""Each quantity error has its French sentence."""

import pytest
from django.utils import translation

from commons.core import quantities as q
from commons.core.quantities import BaseUnit
from commons.core.quantity_messages import quantity_message

PIECE, GRAM = BaseUnit.PIECE, BaseUnit.GRAM


@pytest.mark.parametrize(
    ("error", "unit", "said"),
    [
        (q.NotANumber(), PIECE, "Saisissez un nombre, par exemple 2."),
        (q.NotANumber(), GRAM, "Saisissez un nombre, par exemple 1,5."),
        (q.NegativeQuantity(), PIECE, "Une quantité ne peut pas être négative."),
        (
            q.NotWhole(),
            PIECE,
            "Ce produit se vend à la pièce\u00a0: saisissez un nombre entier.",
        ),
        (q.NotWhole(), GRAM, "Saisissez trois décimales au plus."),
        (q.TooLarge(), GRAM, "Cette quantité est trop grande."),
        (q.BelowLeast(500), GRAM, "Commandez au moins 0,5\u00a0kg."),
        (q.AboveMost(3), PIECE, "Commandez au plus 3."),
        (q.AboveMost(0), PIECE, "Ce produit est épuisé."),
        (
            q.OffStep(1500, 2000),
            GRAM,
            "Les quantités possibles les plus proches sont 1,5\u00a0kg et 2\u00a0kg.",
        ),
        (q.OffStep(6, 6), PIECE, "Seule quantité possible\u00a0: 6."),
    ],
)
def test_an_error_is_said_in_french(error: q.QuantityError, unit: BaseUnit, said: str) -> None:
    with translation.override("fr"):
        assert quantity_message(error, unit) == said
