"""One box finds what the public may see, whatever accents, plurals and slips it is asked with."""

from datetime import timedelta

import pytest
from django.test import Client

from commons.collectives.models import Collective
from farms.models import Farm
from shop.listings.models import Listing
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_distribution,
    make_listing,
    make_place,
    make_product,
)
from tests.home.searching.site import found, make_seller, make_site, offer, write_news, write_page
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def collective() -> Collective:
    return make_site()


@pytest.fixture
def farm(collective: Collective) -> Farm:
    return make_seller(collective, town="Saint-Aubert-sur-Lise")


def test_a_word_finds_whatever_has_it_by_kind(client: Client, collective: Collective) -> None:
    farm = make_seller(collective, "Le Verger des Tilleuls")
    offer("Pommes du verger", farm, collective)
    write_page(collective, "Visiter le verger")
    write_news(collective, "Le verger est en fleur")
    make_place(collective, name="Salle du Verger")

    assert found("verger") == {
        "Fermes": ["Le Verger des Tilleuls"],
        "Produits": ["Pommes du verger"],
        "Lieux": ["Salle du Verger"],
        "Actualités": ["Le verger est en fleur"],
        "Pages": ["Visiter le verger"],
    }


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Fromage de chèvre", "chevre"),
        ("Fromage de chèvre", "CHÈVRES"),
        ("Œufs extra-frais", "oeuf"),
        ("Œufs extra-frais", "œufs frais"),
        ("Tomates anciennes", "tomate"),
        ("Tomates anciennes", "tomattes"),
        ("Tomates anciennes", "tmoates"),
        ("Carottes des sables", "carote"),
        ("Carottes des sables", "carottes de sables"),
        ("Carottes des sables", "caro"),
        ("Poireaux", "les poireaux"),
    ],
)
def test_accents_plurals_beginnings_and_slips_find(
    farm: Farm, collective: Collective, title: str, typed: str
) -> None:
    offer(title, farm, collective)
    offer("Savon au lait d’ânesse", farm, collective)

    assert found(typed)["Produits"] == [title]


@pytest.mark.parametrize("typed", ["saint cyr", "St-Cyr", "SAINT CYR", "st cyr 69450"])
def test_a_place_is_found_by_its_town(collective: Collective, typed: str) -> None:
    place = {"postcode": "69450", "town": "St-Cyr-au-Mont-d’Or"}
    make_place(collective, name="Foyer rural", **place)

    assert found(typed) == {"Lieux": ["Foyer rural"]}


def test_what_was_mended_is_said_as_it_is_written(
    client: Client, farm: Farm, collective: Collective
) -> None:
    offer("Fromage de chèvre", farm, collective)

    page = read(client.get("/recherche/", {"q": "chevvre fromage"}))

    assert "Résultats pour « chèvre fromage » (au lieu de « chevvre fromage »)." in page
    assert 'value="chevvre fromage"' in client.get("/recherche/?q=chevvre fromage").content.decode()


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("chevre frommage", "chevre fromage"),
        ("Pomme de tere !", "Pomme de terre !"),
        ("carrottes et pomes", "carottes et pommes"),
    ],
)
def test_the_whole_question_is_said_as_it_was_understood(
    client: Client, farm: Farm, collective: Collective, typed: str, instead: str
) -> None:
    offer("Fromage de chèvre", farm, collective)
    offer("Pommes de terre, carottes", farm, collective)
    offer("Tête de moine", farm, collective)
    offer("Tête d’ail", farm, collective)

    page = shown(client, typed)

    assert f"Résultats pour « {instead} » (au lieu de « {typed} »)." in page
    assert found(typed)["Produits"]


@pytest.mark.parametrize(
    ("typed", "title"), [("mile", "Miel"), ("pian", "Pain"), ("laitt", "Lait")]
)
def test_a_word_of_four_letters_may_hold_a_slip(
    farm: Farm, collective: Collective, typed: str, title: str
) -> None:
    offer(title, farm, collective)

    assert found(typed)["Produits"] == [title]


@pytest.mark.parametrize("typed", ["vni", "tin", "fiel", "vinz"])
def test_a_shorter_word_and_another_first_letter_are_no_slip(
    farm: Farm, collective: Collective, typed: str
) -> None:
    offer("Vin", farm, collective)
    offer("Miel", farm, collective)

    assert found(typed) == {}


def test_a_known_word_is_not_mended(client: Client, farm: Farm, collective: Collective) -> None:
    offer("Poires", farm, collective)
    offer("Poivres", farm, collective)

    assert "au lieu de" not in read(client.get("/recherche/", {"q": "poires"}))
    assert found("poires")["Produits"] == ["Poires"]


@pytest.mark.parametrize("typed", ["pair", "chevre xylophone", "xylophone", "tomxyates"])
def test_nothing_is_said_where_a_word_is_nowhere(
    client: Client, farm: Farm, collective: Collective, typed: str
) -> None:
    offer("Poires, tomates, fromage de chèvre", farm, collective)

    page = read(client.get("/recherche/", {"q": typed}))

    assert f"Rien ne correspond à « {typed} »." in page
    assert found(typed) == {}


def test_a_name_comes_before_a_text_and_the_word_before_a_longer_one(
    farm: Farm, collective: Collective
) -> None:
    offer("Gratin", farm, collective, keywords="noix")
    offer("Noixettes", farm, collective)
    offer("Noix", farm, collective)

    assert found("noix")["Produits"] == ["Noix", "Noixettes", "Gratin"]


def test_of_names_that_have_it_those_that_begin_so_come_first(
    farm: Farm, collective: Collective
) -> None:
    for title in ("Bonbons au miel", "Miel de tilleul", "Cornes d’œuf", "Œufs de caille"):
        offer(title, farm, collective)

    assert found("miel")["Produits"] == ["Miel de tilleul", "Bonbons au miel"]
    assert found("meil")["Produits"] == ["Miel de tilleul", "Bonbons au miel"]
    assert found("oeufs")["Produits"] == ["Œufs de caille", "Cornes d’œuf"]


@pytest.mark.parametrize("typed", ["comment adherer", "où nous rejoindre"])
def test_a_question_finds_what_answers_it(collective: Collective, typed: str) -> None:
    make_site("Autre", "autre")

    assert found(typed)["Pages"] == ["Nous rejoindre", "Nous rejoindre"]


@pytest.mark.usefixtures("collective")
@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("adhésion", "Nous rejoindre"),
        ("adhesion", "Nous rejoindre"),
        ("adhérer", "Nous rejoindre"),
        ("cotisation", "Nous rejoindre"),
        ("contact", "Nous écrire"),
        ("contacts", "Nous écrire"),
    ],
)
def test_ready_pages_are_found_by_what_they_are_for(typed: str, title: str) -> None:
    assert found(typed)["Pages"] == [title]


def test_the_latest_news_come_first(collective: Collective) -> None:
    for days in (40, 3, 20):
        write_news(collective, f"Foire il y a {days} jours", MONDAY.date() - timedelta(days=days))

    names = [f"Foire il y a {days} jours" for days in (3, 20, 40)]
    assert found("foire") == {"Actualités": names}


def test_what_is_found_is_marked_in_name_and_text(
    client: Client, farm: Farm, collective: Collective
) -> None:
    offer("Tomates", farm, collective, description="Des <b>tomates</b> & du soleil.")

    page = client.get("/recherche/", {"q": "tomate"}).content.decode()

    assert "<mark>Tomates</mark>" in page
    assert "Des &lt;b&gt;<mark>tomates</mark>&lt;/b&gt; &amp; du soleil." in page


def test_the_part_of_a_text_that_has_the_word_is_shown(
    client: Client, collective: Collective
) -> None:
    text = f"{'Au début, rien. ' * 40}Enfin la myrtille. {'Encore. ' * 40}"
    write_page(collective, "Nos marchés", text)

    page = client.get("/recherche/", {"q": "myrtille"}).content.decode()

    assert "Enfin la <mark>myrtille</mark>." in page
    assert page.count("Au début") < 5


def test_a_product_leads_to_its_next_date(client: Client, collective: Collective) -> None:
    distribution = make_distribution(collective)
    listing: Listing = make_listing(make_product("Panais"), distribution)

    page = client.get("/recherche/", {"q": "panais"}).content.decode()

    shop = f"/lise/boutique/{distribution.slug}/"
    assert f'href="{shop}produits/{listing.product.uid}/"' in page
    assert f'href="{shop}"' in page
    assert "La Lise, vendredi 27 novembre" in read(client.get("/recherche/?q=panais"))


def test_a_product_leads_to_a_date_where_it_can_be_ordered_before_one_that_is_closed(
    client: Client, collective: Collective
) -> None:
    closed = make_distribution(collective, closes_at=MONDAY - timedelta(hours=1))
    opened = MONDAY - timedelta(days=1)
    later = make_distribution(collective, FRIDAY + timedelta(days=7), opens_at=opened)
    product = make_product("Panais")
    make_listing(product, closed)
    assert "La Lise, vendredi 27 novembre · Commandes fermées" in shown(client, "panais")

    make_listing(product, later)

    page = shown(client, "panais")
    assert f'href="/lise/boutique/{later.slug}/produits/{product.uid}/"' in page
    assert "La Lise, vendredi 4 décembre · Ouvert jusqu’à" in page


def shown(client: Client, typed: str) -> str:
    """Without its tags of style."""
    page = read(client.get("/recherche/", {"q": typed}))
    return page.replace('</a> <span class="muted">', " ").replace("\N{NO-BREAK SPACE}", " ")


def test_a_few_of_each_and_the_others_in_pages(
    client: Client, farm: Farm, collective: Collective
) -> None:
    for number in range(23):
        offer(f"Confiture n° {number:02}", farm, collective)

    assert len(found("confiture")["Produits"]) == 3
    assert "Tout voir : produits (23)" in read(client.get("/recherche/", {"q": "confiture"}))
    first = found("confiture", groupe="produits")["Produits"]
    second = found("confiture", groupe="produits", page="2")["Produits"]
    assert first + second == [f"Confiture n° {number:02}" for number in range(23)]
    assert found("confiture", groupe="produits", page="x")["Produits"] == first


def test_an_empty_search_says_what_one_can_look_for(client: Client) -> None:
    for typed in ("", "   "):
        page = read(client.get("/recherche/", {"q": typed}))

        assert "écrivez un mot ou plusieurs" in page
        assert "Rien ne correspond" not in page


@pytest.mark.parametrize(
    "typed",
    ["%", "'; DROP TABLE x; --", "<script>alert(1)</script>", "a" * 300, "\x00", "é" * 90, "le la"],
)
def test_hostile_text_is_text(client: Client, typed: str) -> None:
    answer = client.get("/recherche/", {"q": typed, "groupe": typed, "page": typed})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_many_words_are_read_as_far_as_a_question_goes(client: Client) -> None:
    assert client.get("/recherche/", {"q": "bio " + "ab cd " * 40}).status_code == 200


def test_no_engine_stores_the_page(client: Client) -> None:
    answer = client.get("/recherche/?q=pomme")

    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_whoever_asks_without_end_is_stopped(client: Client) -> None:
    statuses = [client.get("/recherche/").status_code for _turn in range(61)]

    assert statuses == [200] * 60 + [429]


def test_home_and_every_page_have_the_box(client: Client, collective: Collective) -> None:
    for path in ("/", "/fermes/", "/lise/", "/introuvable/"):
        assert 'action="/recherche/"' in client.get(path).content.decode()
    assert client.get("/recherche/").content.decode().count('action="/recherche/"') == 1
