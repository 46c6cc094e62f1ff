"""Find a town by postcode or name; how far it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from commons.collectives.models import Commune
from commons.collectives.selectors import distance_km, find_communes
from commons.collectives.services import communes, load_communes
from commons.core.search import fold
from tests.home.finding import SOME_COMMUNES

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


def test_what_has_not_changed_is_not_written_again(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_communes(csv_file(tmp_path, 4900))

    with django_assert_num_queries(3):  # what is known, in a transaction
        load_communes(csv_file(tmp_path, 4900))


def test_a_commune_may_have_no_position(tmp_path: Path) -> None:
    path = csv_file(tmp_path, 4900)
    path.write_text(path.read_text().replace("46.43,4.66", ","))

    load_communes(path)

    assert [(commune.latitude, commune.longitude) for commune in find_communes("cluny")] == [
        (None, None)
    ]


def test_a_name_further_on_is_looked_for_where_few_begin_with_it() -> None:
    Commune.objects.bulk_create(
        Commune(name=f"Morvan {n}", folded=f"morvan {n}", postcode=f"{10000 + n}", department="10")
        for n in range(20)
    )

    assert len(names("morvan")) == 20
    assert "La Celle-en-Morvan" not in names("morvan")


@pytest.mark.parametrize("typed", ["autun", "71400", "celle en morvan"])
def test_a_commune_in_full_is_read_by_one_statement(
    typed: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        find_communes(typed)


def test_an_article_may_be_left_out() -> None:
    load_communes(SOME_COMMUNES)

    assert names("celle") == ["La Celle-en-Morvan"]
    assert names("PETITE VERRIERE") == ["La Petite-Verrière"]


def test_every_commune_of_france_is_taken_in(
    monkeypatch: pytest.MonkeyPatch, all_of_france: Path
) -> None:
    monkeypatch.setattr(communes, "ALL_OF_FRANCE", all_of_france)
    Commune.objects.all().delete()
    out = StringIO()

    call_command("load_communes", stdout=out)

    assert out.getvalue() == f"{Commune.objects.count()} communes\n" == "35493 communes\n"
    towns = {"Paris", "75001", "Brest", "Marseille", "13005", "Lyon 3e", "LYON 03", "Bora Bora"}
    assert {text: names(text)[0] for text in towns} == {
        **{"Paris": "Paris", "75001": "Paris", "Brest": "Brest"},
        **{"Marseille": "Marseille", "13005": "Marseille"},
        **{"Lyon 3e": "Lyon", "LYON 03": "Lyon", "Bora Bora": "Bora-Bora"},
    }
    homonyms = [commune.department for commune in find_communes("Saint-Aubin")]
    assert len(set(homonyms)) > 5
