"""A site to search in, made by the services, and what its search answers."""

import re
from datetime import date
from typing import Any

from django.test import Client

from commons.collectives.models import Collective
from farms.models import Farm
from home.models import ContentPage, NewsIndexPage, NewsPage
from home.sections import found_collective
from shop.catalogue.models import Product
from shop.listings.models import StandingOffer
from tests.factories import MONDAY, make_engagement, make_farm, make_network, make_product


def make_site(name: str = "La Lise", slug: str = "lise") -> Collective:
    return found_collective(network=make_network(), name=name, slug=slug, now=MONDAY)


def make_seller(collective: Collective, name: str = "Ferme des Hirondelles", **more: Any) -> Farm:
    """A farm that serves the collective."""
    farm = make_farm(name, **more)
    make_engagement(farm, collective)
    return farm


def offer(title: str, farm: Farm, collective: Collective, **more: Any) -> Product:
    """A product that the farm offers there as a rule."""
    product = make_product(title, farm=farm, **more)
    StandingOffer.objects.create(product=product, collective=collective)
    return product


def write_page(collective: Collective, title: str, text: str = "", *, live: bool = True) -> Any:
    """A page of its site, as the editor's form stores and publishes it."""
    content = [("text", f"<p>{text}</p>")] if text else []
    return _put(collective.page, ContentPage(title=title, content=content, live=False), live=live)


def write_news(collective: Collective, title: str, day: date | None = None) -> Any:
    listed = NewsIndexPage.objects.child_of(collective.page).get()
    news = NewsPage(title=title, summary="En bref", date=day or MONDAY.date(), live=False)
    return _put(listed, news, live=True)


def _put(parent: Any, page: Any, *, live: bool) -> Any:
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def found(text: str, client: Client | None = None, **more: str) -> dict[str, list[str]]:
    """The names that are found, by the heading they stand below."""
    answer = (client or Client()).get("/recherche/", {"q": text, **more})
    assert answer.status_code == 200
    groups: dict[str, list[str]] = {}
    for section in re.findall(r"<section.*?</section>", answer.content.decode(), re.DOTALL):
        heading = re.search(r"<h2[^>]*>(.*?)<span", section, re.DOTALL)
        assert heading is not None
        names = re.findall(r'<a class="hit strong"[^>]*>(.*?)</a>', section)
        groups[heading[1].strip()] = [re.sub(r"</?mark>", "", name) for name in names]
    return groups
