"""The walk of docs/premiere-distribution.md: from an empty installation to the printed sheets.

With PICTURES=docs/pictures/premiere-distribution it draws the pictures of that page too.
"""

import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from collectifs.accounts.models import User
from collectifs.accounts.services import sign_up
from collectifs.collectives.models import Role
from collectifs.collectives.services import (
    create_collective,
    create_network,
    grant_role,
    load_communes,
)
from collectifs.core.models import OutboxMail
from collectifs.jobs.services import tick
from distributions.addresses import shop_path
from distributions.models import Distribution
from shop.order.models import Order
from tests.e2e.browsing import DESKTOP
from tests.e2e.conftest import PageAt
from tests.factories import make_aisle

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("PICTURES")
PERSON = {"phone": "06 39 98 12 34", "password": "une phrase assez longue"}


@pytest.fixture
def manager(db: None) -> User:
    """An installation with a network, a collective and its manager; nothing else."""
    now = timezone.now()
    load_communes()
    network = create_network(
        name="Sillon commun",
        platform_fee_rate=Decimal(0),
        contact_email="reseau@sillon.example",
        now=now,
    )
    collective = create_collective(network=network, name="Vallée claire", slug="vallee", now=now)
    make_aisle()
    manager = sign_up(
        email="gestion@sillon.example",
        first_name="Ida",
        last_name="Bourgeon",
        now=now,
        email_verified=True,
        **PERSON,
    )
    grant_role(collective=collective, user=manager, role=Role.MANAGER, actor=None, now=now)
    return manager


def customer() -> User:
    return sign_up(
        email="camille@sillon.example",
        first_name="Camille",
        last_name="Arnoux",
        now=timezone.now(),
        email_verified=True,
        **PERSON,
    )


def picture(page: Page, name: str) -> None:
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{FOLDER}/{name}.png")


def fill(page: Page, path: str, **typed: str) -> None:
    """Fill in a form of a room and send it."""
    page.goto(path)
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill(value)
    picture(page, path.strip("/").replace("gestion/", "").replace("/", "-"))
    with page.expect_navigation():
        page.locator("main .backoffice-buttons button[type=submit]").click()
    assert page.locator(".messages .success").count() == 1, page.inner_text("main")


def moment(day: date, hour: str) -> str:
    return f"{day.isoformat()}T{hour}"


def prepare(page: Page) -> Distribution:
    """Place, farm, its agreement, date, presence, product: as a manager does it."""
    today = timezone.localdate()
    day = today + timedelta(days=4)
    fill(
        page,
        "/gestion/lieux/ajouter/",
        **{"name": "Halle aux Grains", "street": "12 place du Marché", "postcode": "71400"},
        **{"town": "Autun", "opening_notes": "Entrée par la cour."},
    )
    fill(
        page,
        "/gestion/fermes/ajouter/",
        **{"name": "Ferme des Hirondelles", "email": "hirondelles@sillon.example"},
        **{"town": "Autun", "commission_rate": "7", "managers_may_edit": ""},
    )
    fill(
        page,
        "/gestion/distributions/ajouter/",
        **{"place": "Halle aux Grains, Autun", "day": day.isoformat()},
        **{"starts_at": "17:30", "ends_at": "19:30"},
        opens_at=moment(today - timedelta(days=1), "08:00"),
        closes_at=moment(day - timedelta(days=1), "12:00"),
    )
    page.goto("/gestion/presences/")
    with page.expect_navigation():
        page.get_by_role("button", name="Ferme des Hirondelles").click()
    picture(page, "presences")
    fill(
        page,
        "/gestion/produits/ajouter/",
        **{"seller": "Ferme des Hirondelles", "title": "Carottes des sables", "aisle": "Légumes"},
        **{"unit_label": "la botte", "noun_one": "botte", "noun_many": "bottes"},
        **{"price": "2,70", "vat_rate": "5,5", "usual_quota": "40"},
    )
    found: Distribution = Distribution.objects.select_related("collective", "place").get()
    return found


def order(page: Page, distribution: Distribution) -> None:
    """Two bunches, on a phone."""
    page.goto(shop_path(distribution))
    page.get_by_role("button", name="Ajouter", exact=False).first.click()
    page.goto(f"/vallee/panier/{distribution.slug}/")
    terms = page.locator("input[name=terms]")
    if terms.count():
        terms.check()
    picture(page, "panier")
    with page.expect_navigation():
        page.locator("button[name=commander]").first.click()
    picture(page, "confirmation")


def test_from_an_empty_installation_to_the_printed_sheets(page_at: PageAt, manager: User) -> None:
    page = page_at(DESKTOP, user=manager)
    distribution = prepare(page)
    page.goto(f"/gestion/distributions/{distribution.uid}/")
    picture(page, "distribution")
    page.goto(f"/gestion/distributions/{distribution.uid}/ventes/")
    picture(page, "ventes")

    order(page_at(user=customer(), javascript=False), distribution)
    number = Order.objects.get().short_number
    page.goto("/gestion/commandes/")
    picture(page, "commandes")
    assert "Camille Arnoux" in page.inner_text("main")

    assert distribution.closes_at is not None
    with time_machine.travel(distribution.closes_at + timedelta(minutes=1)):
        tick(now=timezone.now())
        page.goto(f"/gestion/commandes/{distribution.uid}/fiches/")
        picture(page, "fiches")
        sheet = page.inner_text("main")
        page.goto(f"/gestion/commandes/{distribution.uid}/liste/")
        picture(page, "liste")
        listed = page.inner_text("main")

    assert "Carottes des sables" in sheet
    assert "liste définitive" in sheet
    assert f"{number}" in listed
    assert "Camille Arnoux" in listed
    assert OutboxMail.objects.filter(to="hirondelles@sillon.example").exists()
