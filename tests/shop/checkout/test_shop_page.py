"""`/<collectif>/boutique/<date>-<lieu>/`: what one sees of a distribution."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from commons.core.dates import closing
from distributions.models import Distribution, FormerSlug
from tests.factories import (
    FRIDAY,
    MONDAY,
    PARIS,
    make_aisle,
    make_collective,
    make_distribution,
    make_farm,
    make_label,
    make_listing,
    make_product,
    make_weighed_product,
    make_weight_product,
)
from tests.reading import read
from tests.shop.checkout.shop_rows import make_bunch, make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CLOSED = {"closes_at": MONDAY - timedelta(hours=1)}


def url_of(distribution: Distribution) -> str:
    return f"/{distribution.collective.slug}/boutique/{distribution.slug}/"


def page_of(client: Client, distribution: Distribution, **asked: Any) -> str:
    answer = client.get(url_of(distribution), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_band_says_date_hours_and_closing(client: Client) -> None:
    page = page_of(client, make_distribution())

    assert "Distribution du vendredi 27 novembre" in page
    assert "17\u00a0h\u00a030 – 19\u00a0h\u00a030" in page
    assert "Clôture jeudi 26 nov., 12\u00a0h" in page
    assert "3\u00a0j 2\u00a0h" in page


def test_a_card_shows_price_unit_and_unit_price(client: Client) -> None:
    listing = make_listing(make_bunch(farm=make_farm("Ferme des Hirondelles")))

    page = page_of(client, listing.distribution)

    assert "Carottes des sables" in page
    assert "Ferme des Hirondelles" in page
    assert "2,70\u00a0€" in page
    assert "la botte" in page
    assert "4,50\u00a0€/kg" in page


def test_goods_weighed_at_pickup_show_an_estimate_and_the_price_of_a_kilo(client: Client) -> None:
    chicken = make_weighed_product(estimated_weight=1800, price=Decimal("13.90"))

    page = page_of(client, make_listing(chicken).distribution)

    assert "≈ 25,02\u00a0€" in page
    assert "13,90\u00a0€/kg" in page


def test_goods_by_weight_show_the_price_of_a_kilo_once(client: Client) -> None:
    page = page_of(client, make_listing(make_weight_product()).distribution)

    assert "3,20\u00a0€" in page
    assert "€/kg" not in page


@pytest.mark.parametrize(("ordered", "words"), [(5, "Plus que 5"), (8, "Plus que 2")])
def test_the_last_five_are_counted(client: Client, ordered: int, words: str) -> None:
    listing = make_listing(quota=10, ordered=ordered)

    assert words in page_of(client, listing.distribution)


def test_more_than_five_are_not_counted(client: Client) -> None:
    assert "Plus que" not in page_of(client, make_listing(quota=6).distribution)


def test_sold_out_stays_visible(client: Client) -> None:
    listing = make_listing(make_product("Brocoli"), quota=3, ordered=3)

    page = page_of(client, listing.distribution)

    assert "Brocoli" in page
    assert "Épuisé" in page
    assert "pcard sold" in page


def test_what_is_not_offered_is_not_shown(client: Client) -> None:
    distribution = make_distribution()
    make_listing(make_product("Retirés"), distribution, withdrawn_at=MONDAY)
    make_listing(make_product("Cachés", is_public=False), distribution)
    absent = make_listing(make_product("Absents"), distribution)
    absent.attendance.state = "absent"
    absent.attendance.save()

    page = page_of(client, distribution)

    assert not {name for name in ("Retirés", "Cachés", "Absents") if name in page}


def test_products_stand_by_aisle_then_by_name_as_the_alphabet_goes(client: Client) -> None:
    distribution = make_distribution()
    fruit = make_aisle("Fruits", "fruits")
    fruit.position = 2
    fruit.save()
    for name in ("Poireaux", "Épinards", "Ail"):
        make_listing(make_product(name), distribution)
    make_listing(make_product("Abricots", aisle=fruit), distribution)

    page = page_of(client, distribution)

    places = [page.index(f">{name}</a>") for name in ("Ail", "Épinards", "Poireaux", "Abricots")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("carote", "Carottes"), ("EPINARD", "Épinards"), ("pomme de tere", "Pommes de terre")],
)
def test_a_search_forgives(client: Client, asked: str, found: str) -> None:
    distribution = make_distribution()
    for name in ("Carottes", "Épinards", "Pommes de terre"):
        make_listing(make_product(name), distribution)

    page = page_of(client, distribution, q=asked)

    assert f">{found}</a>" in page
    assert page.count('class="pname"') == 1
    assert f'value="{asked}"' in page


def test_a_search_knows_farms_and_aisles(client: Client) -> None:
    distribution = make_distribution()
    make_listing(make_product("Tomme", farm=make_farm("Pré Joli")), distribution)
    make_listing(make_product("Pain", aisle=make_aisle("Boulange", "pains")), distribution)

    assert ">Tomme</a>" in page_of(client, distribution, q="pre joli")
    assert ">Pain</a>" in page_of(client, distribution, q="boulange")


def test_nothing_found_is_said(client: Client) -> None:
    page = page_of(client, make_listing().distribution, q="ananas")

    assert "Aucun produit ne correspond." in page
    assert "Tout afficher" in page


def test_any_of_the_farms_asked_for(client: Client) -> None:
    distribution = make_distribution()
    one, two, three = (make_farm(f"Ferme {n}", slug=f"f{n}") for n in "abc")
    for farm in (one, two, three):
        make_listing(make_product(f"De {farm.name}", farm=farm), distribution)

    page = page_of(client, distribution, ferme=["fa", "fb"])

    assert ">De Ferme a</a>" in page
    assert ">De Ferme b</a>" in page
    assert ">De Ferme c</a>" not in page
    assert 'value="fa" checked' in page


def test_a_label_shows_only_with_a_valid_certificate(client: Client) -> None:
    distribution = make_distribution()
    certified, expired = make_farm("Certifiée"), make_farm("Périmée")
    make_certificate(certified, make_label())
    make_certificate(expired, make_label(), valid_until=FRIDAY - timedelta(days=1))
    for farm in (certified, expired):
        product = make_product(f"De {farm.name}", farm=farm)
        product.labels.add(make_label())
        make_listing(product, distribution)

    page = page_of(client, distribution)

    assert page.count('<span class="badge bio">Bio</span>') == 1
    assert ">De Périmée</a>" not in page_of(client, distribution, label="ab")


def test_what_the_collective_sells_itself_bears_its_name(client: Client) -> None:
    collective = make_collective("Vallée claire")
    product = make_product("Sacs en toile", collective=collective)

    page = page_of(client, make_listing(product, make_distribution(collective)).distribution)

    assert '<p class="pfarm">Vallée claire</p>' in page


def test_another_producer_is_named_with_the_seller(client: Client) -> None:
    product = make_product("Œufs", farm=make_farm("Pré Joli"), produced_by="Paulette")

    page = page_of(client, make_listing(product).distribution)

    assert "Paulette, vendu par Pré Joli" in page


def test_after_the_closing_one_only_looks(client: Client) -> None:
    closed = make_distribution(closes_at=MONDAY - timedelta(hours=1))

    page = page_of(client, make_listing(make_product("Ail"), closed).distribution)

    assert 'name="q-' not in page


def test_a_stranger_has_no_habits(client: Client) -> None:
    assert "Mes habitudes" not in page_of(client, make_listing().distribution)


def test_before_opening_the_page_says_when(client: Client) -> None:
    opens_at = MONDAY + timedelta(days=1)

    page = page_of(client, make_distribution(opens_at=opens_at))

    assert f"Les commandes ouvrent {closing(opens_at, PARIS)}." in page


def test_after_closing_the_page_leads_to_the_next_date(client: Client) -> None:
    closed = make_distribution(**CLOSED)
    following = make_distribution(closed.collective, FRIDAY + timedelta(days=7))

    page = page_of(client, closed)

    assert "Les commandes du 27 novembre sont closes depuis aujourd’hui 9\u00a0h." in page
    assert "Prochaine distribution\u00a0: vendredi 4 décembre." in page
    assert f'href="{url_of(following)}"' in page


def test_a_cancelled_distribution_sells_nothing(client: Client) -> None:
    distribution = make_distribution(cancelled_at=MONDAY)
    make_listing(make_product("Ail"), distribution)

    page = page_of(client, distribution)

    assert "La distribution du 27 novembre est annulée." in page
    assert ">Ail</a>" not in page


def test_during_a_pause_the_page_says_when_orders_resume(client: Client) -> None:
    paused = {"paused_from": date(2026, 11, 20), "paused_until": date(2026, 12, 3)}

    page = page_of(client, make_distribution(make_collective(**paused)))

    assert "Pause, reprise le 4 décembre." in page


def test_the_next_shop_is_that_of_the_next_distribution(client: Client) -> None:
    closed = make_distribution(**CLOSED)
    following = make_distribution(closed.collective, FRIDAY + timedelta(days=7))

    answer = client.get(f"/{closed.collective.slug}/boutique/")

    assert answer.headers["Location"] == url_of(following)


def test_without_a_distribution_the_next_shop_is_the_page_of_the_collective(
    client: Client,
) -> None:
    collective = make_collective()

    answer = client.get(f"/{collective.slug}/boutique/")

    assert answer.headers["Location"] == f"/{collective.slug}/"


def test_a_former_address_redirects(client: Client) -> None:
    moved = make_distribution()
    FormerSlug.objects.create(distribution=moved, collective=moved.collective, slug="avant")

    answer = client.get(f"/{moved.collective.slug}/boutique/avant/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == url_of(moved)


def test_the_distribution_of_another_collective_is_a_404(client: Client) -> None:
    other = make_distribution()
    here = make_collective()

    assert client.get(f"/{here.slug}/boutique/{other.slug}/").status_code == 404


def test_what_is_asked_for_is_said_with_a_way_out(client: Client) -> None:
    distribution, farm = make_distribution(), make_farm(slug="pre-joli")
    make_listing(make_product("Tomme", farm=farm), distribution)
    make_listing(make_product("Pommes"), distribution)

    plain = read(client.get(url_of(distribution)))
    asked = read(client.get(url_of(distribution), {"ferme": "pre-joli", "q": "tomme"}))

    assert "data-co-asked hidden" in plain
    assert "data-co-asked hidden" not in asked
    assert '<b data-co-text="found">1 produit</b>' in asked
    assert asked.count("> 1 filtre actif <") == 2
    assert f'<a class="lnk push" href="{url_of(distribution)}" data-co-after>Tout afficher' in asked


def names(page: str) -> list[str]:
    return re.findall(r'<h3 class="pname"><a [^>]*>([^<]*)</a>', page)


def test_the_aisle_of_what_is_searched_comes_first(client: Client) -> None:
    distribution = make_distribution()
    cheese = make_aisle("Fromages", "fromages")
    cheese.position = 5
    cheese.save()
    make_listing(make_product("Pommes Reinette"), distribution)
    make_listing(make_product("Tommette", aisle=cheese), distribution)
    make_listing(make_product("Vieille tomme", aisle=cheese), distribution)

    assert names(page_of(client, distribution, q="tomme")) == [
        "Vieille tomme",
        "Tommette",
        "Pommes Reinette",
    ]


def test_a_name_comes_before_the_aisle_and_the_farm_that_have_the_same_word(
    client: Client,
) -> None:
    distribution = make_distribution()
    meat = make_aisle("Viandes et œufs", "viandes")
    oven, bees = make_farm(name="Le Four à pain"), make_farm(name="Miel et Cie")
    make_listing(make_product("Agneau", aisle=meat), distribution)
    make_listing(make_product("Œufs", aisle=meat), distribution)
    make_listing(make_product("Brioche", farm=oven), distribution)
    make_listing(make_product("Pain de seigle", farm=bees), distribution)

    assert names(page_of(client, distribution, q="œufs")) == ["Œufs", "Agneau"]
    assert names(page_of(client, distribution, q="pain")) == ["Pain de seigle", "Brioche"]


def test_a_label_is_searched_as_a_word(client: Client) -> None:
    distribution, farm = make_distribution(), make_farm()
    labels = [make_label(), make_label("demeter", name="Demeter", badge="Demeter", position=1)]
    for label in labels:
        make_certificate(farm, label)
    for name, its in (("Abricots", []), ("Carottes", labels[:1]), ("Poires", labels)):
        product = make_product(name, farm=farm)
        product.labels.set(its)
        make_listing(product, distribution)

    assert names(page_of(client, distribution, q="AB")) == ["Carottes", "Poires"]
    assert names(page_of(client, distribution, q="bio")) == ["Carottes", "Poires"]
    assert names(page_of(client, distribution, q="agriculture biologique")) == [
        "Carottes",
        "Poires",
    ]
    assert names(page_of(client, distribution, q="demeter poire")) == ["Poires"]
    assert names(page_of(client, distribution, q="abri")) == ["Abricots"]


def test_what_is_searched_goes_along_to_the_next_date(client: Client) -> None:
    distribution = make_distribution()

    answer = client.get(f"/{distribution.collective.slug}/boutique/?q=carotte&label=ab")

    assert answer["Location"] == f"{url_of(distribution)}?q=carotte&label=ab"
