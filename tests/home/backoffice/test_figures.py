"""Ventes, through the screen."""

import pytest

from tests.factories import make_collective, make_listing
from tests.managing import manager_of, office
from tests.ordering import buy
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def test_a_manager_reads_what_the_month_gave_and_from_whom() -> None:
    listing = make_listing(price="2.50")
    buy({listing: 3})

    page = read(manager_of(listing.collective).get(f"{office(listing.collective)}/ventes/"))

    assert "7,50\N{NO-BREAK SPACE}€" in page
    assert listing.product.seller.name in page
    assert "aucune à la période précédente" in page
    assert "Trait tireté" in page


def test_another_period_is_asked_for_in_the_address() -> None:
    listing = make_listing(price="2.50")
    buy({listing: 3})
    path = f"{office(listing.collective)}/ventes/?first=2026-10-01&last=2026-10-31"

    page = read(manager_of(listing.collective).get(path))

    assert "7,50\N{NO-BREAK SPACE}€" not in page
    assert "Aucune distribution" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("first=2026-11-30&last=2026-11-01", "avant le premier"),
        ("first=2020-01-01&last=2026-11-01", "Un an au plus"),
        ("first=hier", "date valide"),
        ("first=9999-12-31&last=9999-12-31", "de 2000 à 2100"),
        ("first=0001-01-01&last=0001-01-31", "de 2000 à 2100"),
    ],
)
def test_a_period_that_makes_no_sense_is_told_beside_it(asked: str, said: str) -> None:
    collective = make_collective()

    page = manager_of(collective).get(f"{office(collective)}/ventes/?{asked}")

    assert page.status_code == 200
    assert said in read(page)


def test_the_dates_go_to_a_spreadsheet_with_a_comma() -> None:
    listing = make_listing(price="2.50")
    buy({listing: 3})

    answer = manager_of(listing.collective).get(f"{office(listing.collective)}/ventes/ventes.csv")

    sheet = answer.getvalue().decode()
    assert "vendredi 27 novembre 2026;" in sheet
    assert ";1;7,50" in sheet
