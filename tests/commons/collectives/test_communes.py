"""Find a town by postcode or name; how far it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from commons.collectives.models import Commune
from commons.collectives.selectors import distance_km, find_communes
from commons.collectives.services import load_communes
from commons.core.search import fold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _towns() -> None:
    rows = (
        ("Saint-Étienne", "42000", 174082),
        ("Saint-Étienne", "42100", 174082),
        ("Saint-Cyr-au-Mont-d’Or", "69450", 5500),
        ("Bourg-en-Bresse", "01000", 42372),
        ("Troyes", "10000", 62000),
        ("Autun", "71400", 13206),
        ("La Celle-en-Morvan", "71400", 470),
        ("Autunois-le-Grand", "71999", 90000),
        ("Vaux-lès-Saint-Claude", "39360", 700),
    )
    Commune.objects.bulk_create(
        Commune(
            name=name,
            folded=fold(name),
            postcode=postcode,
            department=postcode[:2],
            latitude=46.9,
            longitude=4.3,
            population=population,
        )
        for name, postcode, population in rows
    )


def names(text: str) -> list[str]:
    return [commune.name for commune in find_communes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("71400", ["Autun", "La Celle-en-Morvan"]),
        ("71", ["Autunois-le-Grand", "Autun", "La Celle-en-Morvan"]),
        ("autun", ["Autun", "Autunois-le-Grand"]),
        ("71 400", ["Autun", "La Celle-en-Morvan"]),
        ("F-71400", ["Autun", "La Celle-en-Morvan"]),
        ("01 000", ["Bourg-en-Bresse"]),
        ("1000", ["Bourg-en-Bresse"]),
        ("SAINT ETIENNE", ["Saint-Étienne"]),
        ("st étienne", ["Saint-Étienne"]),
        ("SAINT ETIENNE 02", ["Saint-Étienne"]),
        ("St-Étienne Cedex 1", ["Saint-Étienne"]),
        ("ST CYR AU MONT D OR", ["Saint-Cyr-au-Mont-d’Or"]),
        ("71400 Autun", ["Autun", "La Celle-en-Morvan"]),
        ("Autun (71400)", ["Autun", "La Celle-en-Morvan"]),
        ("71400 La Celle en Morvan", ["La Celle-en-Morvan", "Autun"]),
        ("morvan", ["La Celle-en-Morvan"]),
        ("saint", ["Saint-Étienne", "Saint-Cyr-au-Mont-d’Or", "Vaux-lès-Saint-Claude"]),
    ],
)
def test_a_town_is_found_by_postcode_or_name(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("text", ["", "  ", "a", "7", "99999", "Brocéliande", "'; --", "%%"])
def test_what_is_unknown_finds_nothing(text: str) -> None:
    assert names(text) == []


def test_a_distance_is_in_kilometres() -> None:
    paris, lyon = (48.8566, 2.3522), (45.7640, 4.8357)

    assert distance_km(*paris, *lyon) == pytest.approx(391.5, abs=1)
    assert distance_km(*paris, *paris) == 0


def csv_file(folder: Path, population: int) -> Path:
    path = folder / "communes.csv"
    path.write_text(
        "name,postcode,department,latitude,longitude,population,approximate\n"
        f"Cluny,71250,71,46.43,4.66,{population},0\n"
    )
    return path


def test_taking_the_file_in_again_brings_up_to_date(tmp_path: Path) -> None:
    load_communes(csv_file(tmp_path, 4900))
    load_communes(csv_file(tmp_path, 5041))

    assert [commune.population for commune in find_communes("cluny")] == [5041]


def test_the_file_that_comes_with_the_code_is_taken_in() -> None:
    Commune.objects.all().delete()
    out = StringIO()

    call_command("load_communes", stdout=out)

    assert out.getvalue() == f"{Commune.objects.count()} communes\n"
    assert names("bourg en bresse") == ["Bourg-en-Bresse"]
