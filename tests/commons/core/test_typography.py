"""Small words before a name."""

import pytest

from commons.core.typography import of_place


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Saint-Aubert", "de Saint-Aubert"),
        ("Autun", "d’Autun"),
        ("Épinac", "d’Épinac"),
        ("Le Creusot", "du Creusot"),
        ("Les Bizots", "des Bizots"),
        ("La Clayette", "de La Clayette"),
        ("vous", "de vous"),
        ("avril", "d’avril"),
    ],
)
def test_de_before_a_place(name: str, words: str) -> None:
    assert of_place(name) == words
