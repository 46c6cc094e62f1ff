"""What a browser prints: an order on one paper, a farm's list whole, never a part unseen."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.collectives.services import grant_role
from farms.models import Farm
from shop.order.models import Order
from shop.reporting import pages
from tests.e2e.browsing import visit
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
    make_user,
)
from tests.listed import a_days_list
from tests.managing import office
from tests.ordering import buy, user_of

pytestmark = pytest.mark.browser

type PageAt = Callable[..., Page]


@pytest.fixture
def monday(db: None) -> Iterator[None]:
    with time_machine.travel(MONDAY):
        yield


@pytest.fixture
def order(monday: None) -> Order:
    """Twelve products of three farms."""
    distribution = make_distribution(make_collective("Vallée claire"))
    farms = [make_farm(f"Ferme {n}") for n in range(3)]
    products = [make_product(f"Produit {n}", farm=farms[n % 3]) for n in range(12)]
    return buy({make_listing(product, distribution): 2 for product in products})


def printed(page: Page, path: str, file: Path) -> tuple[int, str]:
    """How many papers, and the words on them."""
    visit(page, path)
    made = str(file)
    page.pdf(path=made, prefer_css_page_size=True)
    facts = shell("pdfinfo", made)
    count = next(row.split()[-1] for row in facts.splitlines() if row.startswith("Pages:"))
    return int(count), shell("pdftotext", "-layout", made, "-")


def joined(words: str) -> str:
    """An address goes over the end of a row."""
    return words.replace("\n", "")


def shell(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", ["orders:detail", "checkout:confirmation"])
def test_an_order_is_one_paper_with_its_lines_and_the_collectives_name(
    page_at: PageAt, order: Order, tmp_path: Path, name: str
) -> None:
    page = page_at(user=user_of(order.household))

    papers, words = printed(page, reverse(name, args=[order.uid]), tmp_path / "order.pdf")

    assert papers == 1
    for shown in ("Vallée claire", "Produit 0", "Produit 11", "64,80", "Halle aux Grains"):
        assert shown in words
    for hidden in ("Annuler", "Modifier", "agenda", "Mes commandes", "Accessibilité"):
        assert hidden not in words


@pytest.fixture
def of_parts(monday: None, monkeypatch: pytest.MonkeyPatch) -> User:
    """A manager of a distribution whose farm has more orders than a page holds."""
    monkeypatch.setattr(pages, "ORDERS_OF_A_PAGE", 5)
    distribution = make_distribution()
    a_days_list(distribution, make_farm("Les Hirondelles"), orders=12)
    user = make_user()
    grant_role(
        collective=distribution.collective, user=user, role=Role.MANAGER, actor=None, now=MONDAY
    )
    return user


def test_a_farms_list_has_its_name(page_at: PageAt, monday: None, tmp_path: Path) -> None:
    farm = make_farm("Les Hirondelles")
    (order, *_others) = a_days_list(make_distribution(), farm, orders=8)
    page = page_at(user=make_farm_member(farm))

    papers, words = printed(
        page, f"/producteur/{farm.slug}/{order.distribution.uid}/", tmp_path / "list.pdf"
    )

    assert papers == 1
    assert "Les Hirondelles" in words


def test_a_part_is_not_printed_it_leads_to_the_whole(
    page_at: PageAt, of_parts: User, tmp_path: Path
) -> None:
    order = Order.objects.earliest("pk")
    uid, farm = order.distribution.uid, Farm.objects.get()
    room = f"{office(order.collective)}/commandes/{uid}/"
    page = page_at(user=of_parts)
    for path, whole in (
        (f"{room}fiches/", f"{room}fiches/impression/"),
        (f"{room}liste/", f"{room}liste/impression/"),
    ):
        papers, words = printed(page, path, tmp_path / "part.pdf")
        assert papers == 1
        assert whole in joined(words)
        assert "Carottes" not in words
        _papers, words = printed(page, whole, tmp_path / "whole.pdf")
        assert "Marc" in words

    page = page_at(user=make_farm_member(farm))
    path = f"/producteur/{farm.slug}/{uid}/"
    _papers, words = printed(page, path, tmp_path / "farm.pdf")
    assert f"{path}impression/" in joined(words)
    assert "Carottes" not in words
