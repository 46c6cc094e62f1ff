"""The main job: a new person orders on a phone, the closing passes, the farm knows what to bring.

The farm sells the goods of O33: with M's order and the new person's, 12 items and 80,46 €.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page
from pytest_django import Settings

from collectifs.jobs.services import tick
from commons.collectives.services import load_communes
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.order.models import Order
from tests.e2e.browsing import PHONE, ready, visit
from tests.e2e.conftest import PageAt
from tests.factories import (
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
    make_member,
    make_product,
    make_weighed_product,
)
from tests.mail_server import MailServer, mail_server
from tests.ordering import fill, order_of

pytestmark = pytest.mark.browser

MOST_STEPS = 25
LISTED = (
    "Artichauts : 3 bottes, 5,46 €",
    "Truite, env. 1 kg : 3 pièces, env. 3 kg, ≈ 45,00 €",
    "Truite, env. 500 g : 6 pièces, env. 3 kg, ≈ 30,00 €",
    "23,64 €",
    "56,82 €",
)
FARM, CAMILLE = "hirondelles@fermes.example", "camille@foyers.example"


class Steps:
    """Clicks and fills, counted; after each click the page is waited for."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def go(self, target: Locator, there: str) -> None:
        """A click that leads to an address, given as the beginning of its path."""
        self.click(target)
        self.page.wait_for_url(re.compile(rf"^https?://[^/]+{there}"))
        ready(self.page)

    def fill(self, label: str, text: str) -> None:
        self.count += 1
        self.page.get_by_label(label).fill(text)


@pytest.fixture
def post(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.MAILERS = server.mailers()
        yield server


@pytest.fixture
def goods(db: None) -> dict[str, Listing]:
    """What O33 sells, by a short name, at a distribution that is open now."""
    now = timezone.now()
    load_communes()
    distribution = make_distribution(
        make_collective("Vallée claire", slug="vallee-claire"),
        (now + timedelta(days=3)).date(),
        opens_at=now - timedelta(days=2),
        closes_at=now + timedelta(days=1),
    )
    farm = make_farm("Ferme des Hirondelles", email=FARM)
    by_weight = {"farm": farm, "price": Decimal("15.00")}
    products = {
        "artichoke": make_product("Artichauts", farm=farm, price=Decimal("1.82")),
        "large": make_weighed_product("Truite, env. 1 kg", estimated_weight=1000, **by_weight),
        "small": make_weighed_product(
            "Truite, env. 500 g", estimated_weight=500, farm=farm, price=Decimal("10.00")
        ),
    }
    return {name: make_listing(product, distribution) for name, product in products.items()}


def order_of_m(goods: dict[str, Listing]) -> Order:
    """Two artichokes, a large trout, a small one: 23,64 €."""
    wanted = {goods["artichoke"]: 2, goods["large"]: 1, goods["small"]: 1}
    distribution, now = goods["small"].distribution, timezone.now()
    return order_of(fill(wanted, make_member(distribution.collective), now=now), now=now)


def find_the_shop(steps: Steps) -> None:
    page = steps.page
    visit(page, "/")
    steps.fill("Votre code postal, votre commune ou un collectif", "71490")
    steps.go(page.get_by_role("main").get_by_role("button", name="Chercher"), "/\\?")
    steps.go(page.get_by_role("link", name="Vallée claire").first, "/vallee-claire/")
    if "/boutique/" not in page.url:
        steps.go(page.locator("main a[href*='/boutique/']").first, "/vallee-claire/boutique/")


def choose(steps: Steps, goods: dict[str, Listing]) -> None:
    """An artichoke, two large trouts and five small ones, typed."""
    for name, wanted in {"artichoke": 1, "large": 2, "small": 5}.items():
        box = steps.page.locator(f"[data-co-qty='{goods[name].uid}']")
        steps.click(box.locator(".add"))
        ready(steps.page)
        if wanted > 1:
            steps.count += 1
            box.locator("input").fill(str(wanted))
            box.locator("input").press("Enter")
    steps.go(steps.page.locator(".bar a[href*='/panier/']"), "/vallee-claire/panier/")


def open_account(steps: Steps, post: MailServer) -> None:
    page = steps.page
    steps.go(page.get_by_role("link", name="Créer un compte et commander"), "/compte/signup/")
    typed = {
        "Prénom": "Camille",
        "Nom": "Arnoux",
        "Courriel": CAMILLE,
        "Téléphone": "06 39 98 12 34",
    }
    for label, text in typed.items():
        steps.count += 1
        page.get_by_label(label, exact=label == "Nom").fill(text)
    steps.go(page.locator("main form button[type=submit]").first, "/compte/confirm-email/")
    code = re.search(r"\d{4}\D?\d{4}", text_of(mails(post, CAMILLE)[-1]))
    assert code
    steps.count += 1
    page.locator("main form input[name=code]").fill(code[0])
    steps.go(page.locator("main form button[type=submit]").first, "/vallee-claire/panier/")


def commit(steps: Steps) -> None:
    page = steps.page
    terms = page.locator("input[name=terms]")
    if terms.count():
        steps.click(terms)
    steps.go(page.locator("button[name=commander]"), "/commandes/.+/merci/")


def mails(post: MailServer, to: str) -> list[EmailMessage]:
    return [mail for mail in post.received if to in str(mail["To"])]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_new_person_orders_and_the_farm_knows(
    page_at: PageAt, post: MailServer, goods: dict[str, Listing], javascript: bool
) -> None:
    order_of_m(goods)
    steps = Steps(page_at(PHONE, javascript=javascript))

    find_the_shop(steps)
    choose(steps, goods)
    open_account(steps, post)
    commit(steps)

    assert steps.count <= MOST_STEPS
    order = Order.objects.get(user__email=CAMILLE)
    assert steps.page.locator(".bignum").inner_text() == str(order.short_number)
    assert order.total_cents == 5682
    assert str(order.short_number) in text_of(mails(post, CAMILLE)[-1])

    closed = Distribution.objects.get().closes_at
    assert closed
    tick(now=closed + timedelta(minutes=1))
    tick(now=closed + timedelta(minutes=2))

    [recap] = mails(post, FARM)
    said = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text_of(recap))
    for line in LISTED:
        assert line in said
    assert said.count("Total : 12 articles, 80,46 €") == 2
    names = [str(part.get_filename()) for part in recap.iter_attachments()]
    assert [name for name in names if name.endswith(".csv")] != []
