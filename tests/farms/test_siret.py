"""A SIRET adds up, La Poste's in its own way."""

import pytest

from farms.validators import is_siret


@pytest.mark.parametrize(
    "text", ["73282932000074", "732 829 320 00074", "35600000000048", "35600000009075"]
)
def test_a_true_siret_passes(text: str) -> None:
    assert is_siret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "73282932000075",
        "732829320",
        "7328293200007A",
        "٧٣٢٨٢٩٣٢٠٠٠٠٧٤",
        "35600000009076",
        "732829320000740",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not is_siret(text)
