"""A line in bold on all that is printed of a date."""

import pytest

from distributions.exceptions import LineTooLong
from distributions.services import set_sheet_line
from shop.reporting.seller_lists import list_path
from tests.factories import MONDAY, make_distribution, make_listing
from tests.managing import manager_of, office, send
from tests.ordering import buy
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
LINE = "Rendez les cagettes vides"
BOLD = f'<p class="strong">{LINE}</p>'


def test_a_line_stands_on_every_sheet_of_its_date_alone() -> None:
    listing = make_listing()
    date = listing.distribution
    buy({listing: 1})
    client = manager_of(date.collective)

    page = send(client, f"{office(date.collective)}/distributions/{date.uid}/ligne/", line=LINE)

    assert LINE in read(page)
    for sheet in ("fiches/", "fiches/impression/", "liste/", "liste/impression/"):
        answer = client.get(f"{office(date.collective)}/commandes/{date.uid}/{sheet}")
        printed = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert BOLD in printed, sheet
    assert BOLD in read(client.get(list_path(date, listing.product.seller)))
    other = make_distribution(date.collective, date.day.replace(month=12))
    assert LINE not in read(client.get(f"{office(date.collective)}/commandes/{other.uid}/liste/"))


def test_signs_that_cannot_be_printed_go() -> None:
    date = make_distribution()

    send(
        manager_of(date.collective),
        f"{office(date.collective)}/distributions/{date.uid}/ligne/",
        line="Rendez\u2028les\0 cagettes\u202e",
    )

    date.refresh_from_db()
    assert date.sheet_line == "Rendez les cagettes"


def test_a_line_has_140_signs() -> None:
    date = make_distribution()
    page = send(
        manager_of(date.collective),
        f"{office(date.collective)}/distributions/{date.uid}/ligne/",
        line="a" * 141,
    )

    assert "140" in page.context["form"].errors["line"][0]
    with pytest.raises(LineTooLong):
        set_sheet_line(distribution=date, line="a" * 141, actor=None, now=MONDAY)
    assert set_sheet_line(distribution=date, line="a" * 140, actor=None, now=MONDAY)
