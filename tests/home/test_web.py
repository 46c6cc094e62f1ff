"""What browsers, phones, search engines and those who share a page find."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from distributions.addresses import shop_path
from shop.listings.models import Listing
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_listing,
    make_network,
    make_product,
    make_weight_product,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MONDAY, tick=False)]
HOST = settings.BASE_URL.rstrip("/")
JSON_LD = re.compile(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', re.S)
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def things(html: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in JSON_LD.findall(html)]


def product_path(listing: Listing) -> str:
    distribution = listing.distribution
    return reverse(
        "shop:product",
        args=[distribution.collective.slug, distribution.slug, listing.product.uid],
    )


def test_robots_are_led_to_what_is_public(client: Client) -> None:
    text = page(client, "/robots.txt")

    assert "Disallow: /gestion/" in text
    assert f"Sitemap: {HOST}/sitemap.xml" in text


def test_a_phone_shows_the_network_by_its_name(client: Client) -> None:
    make_network(name="Sillon commun")

    manifest = json.loads(page(client, "/manifest.webmanifest"))

    assert manifest["name"] == "Sillon commun"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_a_browser_that_read_no_page_finds_the_icon(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("favicon.ico")


def test_the_sitemap_names_what_anybody_may_read(client: Client) -> None:
    listing = make_listing()

    places = [
        place.text
        for place in ElementTree.fromstring(page(client, "/sitemap.xml")).iter(LOCATION)  # noqa: S314  (our own)
    ]

    farm, collective = listing.product.farm, listing.collective
    assert f"{HOST}/{collective.slug}/" in places
    assert f"{HOST}{shop_path(listing.distribution)}" in places
    assert farm is not None
    assert f"{HOST}/fermes/{farm.slug}/" in places
    assert len(places) == len(set(places))


def test_the_sitemap_asks_no_more_for_more_collectives(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        make_distribution(make_collective())

    with django_assert_max_num_queries(20):
        page(client, "/sitemap.xml")


def test_a_page_has_one_address_and_a_title_that_can_be_shared(client: Client) -> None:
    collective = make_collective('Le "Panier" & Cie')

    html = page(client, f"/{collective.slug}/?page=2")

    assert f'<link rel="canonical" href="{HOST}/{collective.slug}/">' in html
    shared = 'property="og:title" content="Le &quot;Panier&quot; &amp; Cie"'
    assert shared in html
    assert "<title>Le &quot;Panier&quot; &amp; Cie | Sillon commun</title>" in html


def test_a_collective_tells_who_it_is_and_when_it_distributes(client: Client) -> None:
    distribution = make_distribution(make_collective("Le Panier"))

    organization, event = things(page(client, f"/{distribution.collective.slug}/"))

    assert (organization["@type"], organization["name"]) == ("Organization", "Le Panier")
    assert event["startDate"] == "2026-11-27T17:30:00+01:00"
    assert event["location"]["address"]["postalCode"] == "71490"


def test_a_product_tells_its_price(client: Client) -> None:
    listing = make_listing(make_product("Carottes </script><b>"))

    [product] = things(page(client, product_path(listing)))

    assert product["name"] == "Carottes </script><b>"
    price = product["offers"]["priceSpecification"]
    assert (price["price"], price["priceCurrency"]) == ("2.70", "EUR")
    assert "unitCode" not in price


def test_what_is_sold_by_weight_tells_its_price_by_kilo(client: Client) -> None:
    listing = make_listing(make_weight_product())

    [product] = things(page(client, product_path(listing)))

    assert product["offers"]["priceSpecification"]["unitCode"] == "KGM"
