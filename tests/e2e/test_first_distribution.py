"""The walk of docs/premiere-distribution.md: from an empty installation to the printed sheets.

With PICTURES=docs/pictures/premiere-distribution it draws the pictures of that page too.
"""

import os
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, ViewportSize
from pytest_django import Settings

from collectifs.demo.pictures import draw
from collectifs.jobs.services import tick
from commons.accounts.models import User
from commons.accounts.services import sign_up
from commons.core.models import OutboxMail
from distributions.addresses import shop_path
from distributions.models import Distribution
from shop.order.models import Order
from tests.e2e.browsing import DESKTOP
from tests.e2e.conftest import PageAt

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("PICTURES")
MANAGER = "ida@sillon.example"
OFFICE = "/gestion/c/vallee-claire"
PASSWORD = "une phrase assez longue"
START = {
    "network": "Sillon commun",
    "collective": "Vallée claire",
    "slug": "vallee-claire",
    "email": MANAGER,
    "first_name": "Ida",
    "last_name": "Bourgeon",
}
A5 = ViewportSize(width=794, height=560)  # half an A4
TO_THE_TOP = """[document.documentElement, ...document.querySelectorAll("body *")]
  .forEach((each) => each.scrollTo({ top: 0, behavior: "instant" }))"""
SUBMIT = "main .backoffice-buttons button[type=submit]"


def start(monkeypatch: pytest.MonkeyPatch) -> None:
    """`manage.py start`; `make migrations` has its migrations."""
    monkeypatch.setattr(
        "collectifs.operations.management.commands.start.call_command", lambda *_, **__: None
    )
    call_command("start", no_input=True, stdout=StringIO(), **START)


def customer() -> User:
    return sign_up(
        email="camille@sillon.example",
        first_name="Camille",
        last_name="Arnoux",
        phone="06 39 98 12 34",
        password=PASSWORD,
        now=timezone.now(),
        email_verified=True,
    )


def picture(page: Page, name: str) -> None:
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        page.evaluate(TO_THE_TOP)
        page.screenshot(path=f"{FOLDER}/{name}.png")


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def last_mail(pattern: str) -> str:
    """What the last mail says of this shape."""
    found = re.search(pattern, str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]


def sign_in(page: Page) -> None:
    """By the link and the code of two mails; then a password, for the next time."""
    page.goto(last_mail(r"/compte/login/\S+"))
    page.locator("#id_login").fill(MANAGER)
    picture(page, "connexion")
    press(page, "Recevoir un code")
    page.locator("main input[name=code]").fill(last_mail(r"\d{4}-\d{4}"))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    assert page.url.endswith("/gestion/")
    picture(page, "accueil")
    choose_password(page)


def choose_password(page: Page) -> None:
    page.goto("/compte/")
    page.get_by_role("link", name="Choisir un mot de passe").click()
    for name in ("password1", "password2"):
        page.locator(f"main input[name={name}]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    page.goto("/compte/")
    press(page, "Se déconnecter")
    page.goto("/compte/login/?next=/gestion/")
    page.locator("#id_login").fill(MANAGER)
    page.locator("#id_password").fill(PASSWORD)
    press(page, "Se connecter")
    assert page.url.endswith("/gestion/")


def type_in(field: Locator, value: str | bytes) -> None:
    if isinstance(value, bytes):
        field.set_input_files({"name": "photo.webp", "mimeType": "image/webp", "buffer": value})
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=value)
    elif field.get_attribute("type") == "checkbox":
        field.check()
    else:
        field.fill(value)


def fill(page: Page, path: str, **typed: str | bytes) -> None:
    """Fill in a form of a room and send it."""
    page.goto(path)
    for name, value in typed.items():
        type_in(page.locator(f"main [name={name}]").first, value)
    words = path.removeprefix(OFFICE).strip("/").split("/")
    picture(page, "-".join(each for each in words if "-" not in each))
    with page.expect_navigation():
        page.locator(SUBMIT).click()
    assert page.locator(".messages .success").count() == 1, page.inner_text("main")


def moment(day: date, hour: str) -> str:
    return f"{day.isoformat()}T{hour}"


def make_place(page: Page) -> None:
    fill(
        page,
        f"{OFFICE}/lieux/ajouter/",
        **{"name": "Halle aux Grains", "street": "12 place du Marché", "postcode": "71400"},
        **{"town": "Autun", "opening_notes": "Entrée par la cour."},
    )


def make_farm(page: Page) -> None:
    """With its agreement, and the label that it may show."""
    fill(
        page,
        f"{OFFICE}/fermes/ajouter/",
        **{"name": "Ferme des Hirondelles", "email": "hirondelles@sillon.example"},
        **{"town": "Autun", "commission_rate": "7"},
    )
    today = timezone.localdate()
    fill(
        page,
        f"{urlsplit(page.url).path}labels/ajouter/",
        **{"label": "Bio (AB)", "body_code": "FR-BIO-01", "number": "71-204"},
        valid_from=(today - timedelta(days=90)).isoformat(),
        valid_until=(today + timedelta(days=270)).isoformat(),
    )
    picture(page, "ferme")


def make_date(page: Page) -> Distribution:
    today = timezone.localdate()
    day = today + timedelta(days=4)
    fill(
        page,
        f"{OFFICE}/distributions/ajouter/",
        **{"place": "Halle aux Grains, Autun", "day": day.isoformat()},
        **{"starts_at": "17:30", "ends_at": "19:30"},
        opens_at=moment(today - timedelta(days=1), "08:00"),
        closes_at=moment(day - timedelta(days=1), "12:00"),
    )
    page.goto(f"{OFFICE}/presences/")
    with page.expect_navigation():
        page.get_by_role("button", name="Ferme des Hirondelles").click()
    picture(page, "presences")
    found: Distribution = Distribution.objects.select_related("collective", "place").get()
    return found


def make_product(page: Page) -> None:
    fill(
        page,
        f"{OFFICE}/produits/ajouter/",
        **{"seller": "Ferme des Hirondelles", "title": "Carottes des sables", "aisle": "Légumes"},
        **{"unit_label": "la botte", "noun_one": "botte", "noun_many": "bottes"},
        **{"price": "2,70", "vat_rate": "5,5", "usual_quota": "40", "labels": ""},
        **{"picture": draw("carrot"), "picture_text": "Trois carottes avec leurs fanes"},
    )


def look_at(page: Page, distribution: Distribution) -> None:
    base = f"{OFFICE}/distributions/{distribution.uid}/"
    page.goto(base)
    picture(page, "distribution")
    page.goto(f"{base}ventes/")
    picture(page, "ventes")


def order(page: Page, distribution: Distribution) -> None:
    """Two bunches, on a phone: the picture is there, and the label."""
    page.goto(shop_path(distribution))
    card = page.locator(".pcard", has_text="Carottes des sables")
    assert card.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert "Bio" in card.inner_text()
    picture(page, "boutique")
    for _each in range(2):
        with page.expect_navigation():
            card.locator("button:visible").last.click()
    page.goto(f"/vallee-claire/panier/{distribution.slug}/")
    terms = page.locator("input[name=terms]")
    if terms.count():
        terms.check()
    picture(page, "panier")
    with page.expect_navigation():
        page.locator("button[name=commander]").first.click()


def hand_over(page: Page, distribution: Distribution) -> tuple[str, str]:
    """What the farms' sheets and the list by number say on paper."""
    told = []
    page.emulate_media(media="print")
    page.set_viewport_size(A5)
    for link, name in (("Fiches des fermes", "fiches"), ("Liste par numéro", "liste")):
        page.goto(f"{OFFICE}/distributions/{distribution.uid}/")
        page.locator("main").get_by_role("link", name=link).click()
        page.locator("main table").first.wait_for()
        picture(page, name)
        told.append(page.inner_text("main"))
    return told[0], told[1]


def test_from_an_empty_installation_to_the_printed_sheets(
    page_at: PageAt, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = False
    start(monkeypatch)
    page = page_at(DESKTOP)
    sign_in(page)
    make_place(page)
    make_farm(page)
    distribution = make_date(page)
    make_product(page)
    look_at(page, distribution)

    order(page_at(user=customer(), javascript=False), distribution)
    number = Order.objects.get().short_number
    page.goto(f"{OFFICE}/commandes/")
    picture(page, "commandes")
    assert "Camille Arnoux" in page.inner_text("main")

    assert distribution.closes_at is not None
    with time_machine.travel(distribution.closes_at + timedelta(minutes=1)):
        tick(now=timezone.now())
        sheet, listed = hand_over(page, distribution)

    assert re.search(r"Carottes des sables.*\s2 bottes", sheet)
    assert re.search(rf"{number}\s+Camille A\.\s+2\s+×\s+Carottes", sheet)
    assert "5,40\N{NO-BREAK SPACE}€" in sheet
    assert "liste définitive" in sheet
    assert re.search(rf"{number}\s+Camille Arnoux\s.*5,40", listed)
    assert OutboxMail.objects.filter(to="hirondelles@sillon.example").exists()
