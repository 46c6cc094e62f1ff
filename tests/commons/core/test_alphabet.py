"""Names stand as in a dictionary, the same where Python sorts and in either database."""

import pytest

from commons.core.alphabet import by_name, place_in_alphabet
from farms.models import Farm
from tests.factories import make_farm

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "abricot",
    "Bœuf",
    "Bougie",
    "Ça va",
    "Dupont",
    "dupont-ayrault",
    "DUPONT Zoé",
    "Écuyer",
    "L’Équipe",
    "Le Goff",
    "Oeuf",
    "Œuvrard",
    "Zola",
]


MIXED = IN_ORDER[::-2] + IN_ORDER[-2::-2]


def test_python_sorts_as_a_dictionary() -> None:
    assert sorted(MIXED, key=place_in_alphabet) == IN_ORDER


def test_the_database_sorts_as_a_dictionary() -> None:
    for name in MIXED:
        make_farm(name)

    in_order = Farm.objects.order_by(by_name("name"))

    assert list(in_order.values_list("name", flat=True)) == IN_ORDER
    assert [farm.name for farm in in_order.reverse()] == IN_ORDER[::-1]
    assert [farm.name for farm in Farm.objects.all()] == IN_ORDER


def test_each_of_some_names_once() -> None:
    for name in ("Zola", "Écuyer", "Zola", "Dupont"):
        make_farm(name)

    names = Farm.objects.order_by(by_name("name")).values_list("name", flat=True).distinct()

    assert list(names) == ["Dupont", "Écuyer", "Zola"]
