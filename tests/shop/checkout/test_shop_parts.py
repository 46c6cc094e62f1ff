"""A large shop is read in parts, aisle by aisle, also without script; nothing of it is missed."""

import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client

from distributions.models import Distribution
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.listings.services import withdraw_listing
from tests.factories import MONDAY, make_distribution, make_farm, make_listing, make_product
from tests.ordering import drafted, fill, redescribe, user_of
from tests.shop.checkout.shop_rows import make_bunch
from tests.stocked import stock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MOST_BYTES = 300_000
AISLES = {"legumes": 30, "fruits": 150, "pains": 8, "miel": 62}
"""In all 250: fruits in three parts, honey in two."""


def url_of(distribution: Distribution, asked: str = "") -> str:
    return f"/{distribution.collective.slug}/boutique/{distribution.slug}/{asked}"


def page_at(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def names(page: str) -> list[str]:
    """What the cards of a page are called, in order."""
    return re.findall(r'<h3 class="pname"><a [^>]*>([^<]+)</a>', page)


def links(page: str, url: str) -> list[str]:
    """To parts of the same shop."""
    found = re.findall(r'<a [^>]*href="(\?[^"]*)"', page)
    return [urljoin(url, unescape(each)) for each in found]


def counts(page: str) -> dict[str, int]:
    """What the headings of the aisles say."""
    found = re.findall(r'id="(\w+)">\s*\w+\s*<span class="n num">\s*(\d+) produits?', page)
    return {slug: int(number) for slug, number in found}


def more(page: str) -> list[str]:
    """The links that a script follows, as one comes near."""
    return re.findall(r'data-co-more>\s*<a [^>]*href="([^"]*)"', page)


@pytest.fixture
def large() -> Distribution:
    distribution = make_distribution()
    stock(distribution, make_farm("Ferme des Hirondelles"), **AISLES)
    return distribution


def test_what_is_shown_at_once_is_one_page(client: Client) -> None:
    distribution = make_distribution()
    stock(distribution, legumes=70, fruits=30)

    page = page_at(client, url_of(distribution))

    assert len(names(page)) == 100
    assert more(page) == []
    assert "data-co-partial" not in page


def test_a_large_shop_begins_with_its_first_aisles(client: Client, large: Distribution) -> None:
    page = page_at(client, url_of(large))

    assert Counter(name.split()[0] for name in names(page)) == {"Legumes": 30, "Fruits": 48}
    assert counts(page) == AISLES
    assert "Fruits\u00a0: les 48 produits suivants" in page
    assert "Miel\u00a0: les 48 produits suivants" in page


def test_every_product_is_reached_by_links(client: Client, large: Distribution) -> None:
    waiting, read = [url_of(large)], dict[str, list[str]]()
    while waiting:
        url = waiting.pop()
        page = page_at(client, url)
        read[url] = names(page)
        waiting += set(links(page, url)) - {*read, *waiting}

    parts = [name for url, found in read.items() if "rayon=" in url for name in found]
    assert len(set(parts)) == sum(AISLES.values())
    assert {name for found in read.values() for name in found} == set(parts)
    assert max(map(len, read.values())) <= 108


def test_the_parts_that_a_script_adds_make_the_whole_shop(
    client: Client, large: Distribution
) -> None:
    url = url_of(large)
    page = page_at(client, url)
    shown = names(page)
    waiting = more(page)
    while waiting:
        part = page_at(client, f"{urljoin(url, unescape(waiting.pop(0)))}&seul")
        shown += names(part)
        waiting = more(part) + waiting

    assert [name for aisle in AISLES for name in shown if name.lower().startswith(aisle)] == [
        f"{aisle.capitalize()} {n:03}" for aisle, number in AISLES.items() for n in range(number)
    ]
    assert len(shown) == sum(AISLES.values())
    assert "<html" not in part


def test_a_part_has_its_neighbours_and_all_aisles(client: Client, large: Distribution) -> None:
    page = page_at(client, url_of(large, "?rayon=fruits&page=2"))

    assert names(page) == [f"Fruits {n:03}" for n in range(48, 96)]
    assert "Page\u00a02 sur\u00a03" in page
    assert 'href="?rayon=fruits&amp;page=3"' in page
    assert 'href="?rayon=miel"' in page
    assert "Tous les rayons" in page


@pytest.mark.parametrize(("asked", "first"), [("9", "096"), ("x", "000"), ("-1", "096")])
def test_a_page_that_is_not_there_gives_the_nearest(
    client: Client, large: Distribution, asked: str, first: str
) -> None:
    page = page_at(client, url_of(large, f"?rayon=fruits&page={asked}"))

    assert names(page)[0] == f"Fruits {first}"


def test_an_aisle_that_is_not_there_finds_nothing(client: Client, large: Distribution) -> None:
    page = page_at(client, url_of(large, "?rayon=tracteurs"))

    assert names(page) == []
    assert '<p class="none" data-co-none>' in page


def test_parts_keep_what_is_searched_and_filtered(client: Client, large: Distribution) -> None:
    other = make_farm("Pré Joli", slug="pre-joli")
    stock(large, other, fruits=120)
    url = url_of(large, "?q=fruit&ferme=pre-joli")
    page = page_at(client, url)

    assert counts(page) == {"fruits": 120}
    assert len(names(page)) == 48
    [link] = more(page)
    part = page_at(client, urljoin(url, unescape(link)))

    assert len(names(part)) == 48
    assert part.count("Pré Joli</p>") == 48
    assert 'name="q" type="search" value="fruit"' in part


def test_a_search_finds_in_what_is_not_shown(client: Client, large: Distribution) -> None:
    make_listing(make_product("Tomme de brebis", farm=make_farm("Pré Joli")), large)

    assert names(page_at(client, url_of(large, "?q=tome"))) == ["Tomme de brebis"]
    assert names(page_at(client, url_of(large, "?q=pre+joli"))) == ["Tomme de brebis"]


def test_filters_count_the_whole_shop(client: Client, large: Distribution) -> None:
    page = page_at(client, url_of(large, "?rayon=pains"))

    assert page.count('<span class="muted num push">250</span>') == 2


def fields(page: str) -> dict[str, str]:
    """The quantities that a page posts."""
    return dict(re.findall(r'<input name="(q-[^"]+)"[^>]* value="([^"]*)"', page))


def test_what_changes_in_a_large_shop_is_seen_at_once(client: Client, large: Distribution) -> None:
    """A process keeps what it made of the last answer of the database, and no longer."""
    url = url_of(large, "?q=truffes")
    assert names(page_at(client, url)) == []
    [seen] = large.listings.filter(product__title="Legumes 000")

    redescribe(seen.product, title="Truffes")
    assert names(page_at(client, url)) == ["Truffes"]

    withdraw_listing(listing=seen, actor=None, now=MONDAY)
    assert names(page_at(client, url)) == []


def test_what_is_not_shown_stays_in_the_basket(client: Client, large: Distribution) -> None:
    first, last = Listing.objects.earliest("pk"), Listing.objects.latest("pk")
    basket = fill({last: 2})
    assert basket.household
    client.force_login(user_of(basket.household))
    page = page_at(client, url_of(large))
    assert "5,40\u00a0€" in page
    assert f"q-{last.uid}" not in fields(page)

    client.post(url_of(large), fields(page) | {"plus": str(first.uid)})

    assert drafted(Basket.objects.get()) == {last.pk: 2, first.pk: 1}


def test_a_button_of_a_part_leads_back_to_it(client: Client, large: Distribution) -> None:
    url, listing = url_of(large, "?rayon=miel&page=2"), Listing.objects.latest("pk")
    page = page_at(client, url)
    assert f'action="{url.replace("&", "&amp;")}"' in page

    answer = client.post(url, fields(page) | {"plus": str(listing.uid)})

    assert answer.headers["Location"] == f"{url}#p-{listing.uid}"


def test_what_is_refused_is_shown_wherever_it_stands(client: Client, large: Distribution) -> None:
    listing = Listing.objects.get(product__title="Miel 060")

    answer = client.post(url_of(large), {f"q-{listing.uid}": "abc"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="err-{listing.uid}"' in page
    assert {"Miel 000", "Miel 060"} <= set(names(page))


def test_from_its_page_a_product_is_found_again_in_the_shop(
    client: Client, large: Distribution
) -> None:
    listing = Listing.objects.get(product__title="Miel 060")
    product = page_at(client, url_of(large, f"produits/{listing.product.uid}/"))
    [action] = set(re.findall(r'<form [^>]*action="([^"]*/boutique/[^"]*)"', product))

    answer = client.post(action, {f"q-{listing.uid}": "0", "plus": str(listing.uid)})
    page = page_at(client, answer.headers["Location"])

    assert f'id="p-{listing.uid}"' in page
    assert len(set(names(page))) == len(names(page))


def test_an_identifier_that_is_none_shows_the_shop(client: Client, large: Distribution) -> None:
    assert len(names(page_at(client, url_of(large, "?voir=abc")))) == 78


def test_a_shop_of_2000_begins_with_less_than_300_kilobytes(client: Client) -> None:
    distribution = make_distribution()
    stock(distribution, **dict.fromkeys(("legumes", "fruits", "pains", "viandes"), 500))

    answer = client.get(url_of(distribution))

    assert len(answer.content) <= MOST_BYTES


def test_the_first_page_is_no_larger_for_more_products(client: Client) -> None:
    few, many = make_distribution(), make_distribution()
    stock(few, legumes=130, fruits=70)
    stock(many, legumes=250, fruits=150)

    sizes = [len(client.get(url_of(each)).content) for each in (few, many)]

    assert sizes[1] <= sizes[0] + 1000


def test_a_large_shop_asks_the_same_however_large(
    client: Client, django_assert_num_queries: Any
) -> None:
    few, many = make_distribution(), make_distribution()
    stock(few, legumes=130)
    stock(many, legumes=300, fruits=100)
    for each in (few, many):
        client.get(url_of(each))

    for asked in ("", "?q=legume", "?rayon=legumes&page=2", "?rayon=legumes&page=2&seul"):
        for each in (few, many):
            with django_assert_num_queries(3):
                client.get(url_of(each, asked))


def test_at_most_8_queries_for_a_household_in_a_large_shop(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    distribution = make_distribution()
    listings = stock(distribution, legumes=130)
    make_listing(make_bunch(farm=make_farm()), distribution)
    basket = fill(dict.fromkeys(listings[-12:], 1), now=MONDAY)
    assert basket.household
    client.force_login(user_of(basket.household))
    client.get(url_of(distribution))

    with django_assert_max_num_queries(8):
        page = page_at(client, url_of(distribution))

    assert 'data-cents="3240"' in page
