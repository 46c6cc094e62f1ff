"""The list as PDF: one A4 for a usual day; where Pango is missing, the rest works without."""

import subprocess
from pathlib import Path

import pytest

from shop.partner.sellers import seller_of
from shop.reporting import files, paper
from shop.reporting.selectors import current_list
from shop.reporting.services import process_due_closings
from tests.factories import make_distribution, make_farm
from tests.listed import AT_CLOSING, a_days_list, letters

pytestmark = pytest.mark.django_db


@pytest.mark.pdf
@pytest.mark.parametrize("orders", [20, 60])
def test_a_list_is_one_a4(tmp_path: Path, orders: int) -> None:
    farm, distribution = make_farm("Les Hirondelles"), make_distribution()
    a_days_list(distribution, farm, orders)
    made = tmp_path / "list.pdf"

    made.write_bytes(files.pdf(current_list(distribution, seller_of(farm), AT_CLOSING)).content)

    facts = subprocess.run(["pdfinfo", made], check=True, capture_output=True, text=True).stdout
    words = subprocess.run(
        ["pdftotext", "-layout", made, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Pages:           1\n" in facts
    assert "(A4)" in facts
    assert "À apporter vendredi 27 novembre" in words
    assert "Camille A." in words
    assert f"{orders} commandes, liste définitive" in words


@pytest.mark.pdf
def test_a_long_list_is_laid_out_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "ORDERS_OF_A_PART", 8)
    farm, distribution = make_farm("Les Hirondelles"), make_distribution()
    a_days_list(distribution, farm, orders=20)
    made, told = tmp_path / "list.pdf", list[int]()

    shown = current_list(distribution, seller_of(farm), AT_CLOSING)
    made.write_bytes(files.pdf(shown, told.append).content)

    words = subprocess.run(
        ["pdftotext", "-layout", made, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert told == [8, 16, 20]
    assert words.count("\f") == 3
    assert words.count("À apporter vendredi 27 novembre") == 1
    assert words.count("20 commandes, liste définitive") == 1
    assert words.count("Camille A.") == 4


@pytest.mark.pdf
def test_the_mail_carries_the_paper() -> None:
    farm, distribution = make_farm(), make_distribution()
    a_days_list(distribution, farm, orders=1)

    process_due_closings(now=AT_CLOSING)

    [message] = letters(farm)
    name, content, kind = message.attachments[-1]
    assert (name, kind) == (f"a-apporter-{distribution.slug}.pdf", "application/pdf")
    assert content.startswith(b"%PDF")


def test_without_pango_the_mail_goes_with_the_sheets() -> None:
    farm, distribution = make_farm(), make_distribution()
    a_days_list(distribution, farm, orders=1)

    process_due_closings(now=AT_CLOSING)

    [message] = letters(farm)
    assert [kind for _name, _content, kind in message.attachments] == ["text/csv", "text/csv"]


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(paper, "LIBRARIES", {"libnowhere.so.0": "libnowhere0"})
    paper.missing_package.cache_clear()

    try:
        assert paper.missing_package() == "libnowhere0"
    finally:
        paper.missing_package.cache_clear()
