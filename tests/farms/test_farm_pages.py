"""`/fermes/` and `/fermes/<ferme>/`."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from farms.models import FarmEngagement, FarmPage
from farms.services import create_farm
from home.models import HomePage
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_label,
    make_listing,
    make_product,
)
from tests.pictures import in_library
from tests.reading import read
from tests.shop.checkout.shop_rows import make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_monday")]


@pytest.fixture
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_the_list_names_the_farms_that_serve_a_collective(client: Client) -> None:
    collective = make_collective("Vallée claire")
    make_engagement(make_farm("Pré Joli"), collective)
    make_engagement(make_farm("Partie"), collective, state=FarmEngagement.State.ENDED)

    page = client.get("/fermes/").content.decode()

    assert "Pré Joli" in page
    assert "Vallée claire" in page
    assert "Partie" not in page


def test_the_page_says_where_the_farm_comes_next_and_with_what(client: Client) -> None:
    farm = make_farm("Pré Joli", slug="pre-joli", presentation="Vingt vaches.")
    collective = make_collective("Vallée claire")
    distribution = make_distribution(collective)
    make_listing(make_product("Tomme", farm=farm), distribution)

    page = client.get("/fermes/pre-joli/").content.decode()

    assert "Vingt vaches." in page
    assert "Vallée claire, vendredi 27 novembre" in page
    assert f"/boutique/{distribution.slug}/?ferme=pre-joli" in page
    assert "1 produit" in page
    assert "Tomme" in page


def test_only_valid_certificates_are_shown(client: Client) -> None:
    farm = make_farm(slug="pre-joli")
    make_certificate(farm, make_label(), number="valide")
    make_certificate(farm, make_label(), number="périmé", valid_until=FRIDAY - timedelta(days=30))

    page = read(client.get("/fermes/pre-joli/"))

    assert "FR-BIO-01, certificat valide, valable jusqu’au 31 décembre 2026" in page
    assert "périmé" not in page


def test_the_page_of_wagtail_is_served_at_the_slug_of_the_farm(client: Client) -> None:
    farm = make_farm("Pré Joli", slug="pre-joli")
    page = FarmPage(title="Autre titre", slug="autre", farm=farm, story="<p>Depuis 1987.</p>")
    HomePage.objects.get().add_child(instance=page)

    answer = client.get("/fermes/pre-joli/").content.decode()

    assert "Depuis 1987." in answer
    assert answer.count("<h1") == 1


def test_an_unknown_farm_is_a_404(client: Client) -> None:
    assert client.get("/fermes/inconnue/").status_code == 404


def test_the_page_tells_the_story_the_practices_and_shows_the_gallery(client: Client) -> None:
    page = written_page()
    page.gallery = [("picture", picture_block("Les vaches au pré", "En mai"))]
    page.save_revision().publish()

    answer = read(client.get("/fermes/pre-joli/"))

    assert "Depuis 1987." in answer
    assert "Comment nous travaillons" in answer
    assert "Sans labour." in answer
    assert 'alt="Les vaches au pré"' in answer
    assert "En mai" in answer


def test_nothing_of_where_and_how_to_reach_it_is_shown_before_the_farm_says_so(
    client: Client,
) -> None:
    written_page()

    answer = read(client.get("/fermes/pre-joli/"))

    for told in ("4 chemin du Pré", "06 39 98 10 11", "+33639981011", "pre@fermes.example"):
        assert told not in answer


def test_what_the_farm_allows_is_shown_to_people_and_to_machines(client: Client) -> None:
    page = written_page()
    page.show_address = page.show_phone = page.show_email = True
    page.opening, page.website = "Le vendredi de 16 h à 18 h.", "https://pre.example/"
    page.save_revision().publish()

    answer = read(client.get("/fermes/pre-joli/"))

    assert "4 chemin du Pré, 71490 Saint-Aubert" in answer
    assert "Le vendredi de 16 h à 18 h." in answer
    for link in ("tel:+33639981011", "mailto:pre@fermes.example", "https://pre.example/"):
        assert f'href="{link}"' in answer
    assert '"@type": "LocalBusiness"' in answer
    assert '"telephone": "+33639981011"' in answer


def test_products_stand_with_their_price_and_lead_to_the_next_date_that_has_them(
    client: Client,
) -> None:
    farm, collective = make_farm(slug="pre-joli"), make_collective()
    later, sooner = (
        make_distribution(collective, FRIDAY + timedelta(days=days)) for days in (7, 0)
    )
    product = make_product("Tomme", farm=farm, unit_label="la pièce")
    for distribution in (later, sooner):
        make_listing(product, distribution, price="12.50")

    answer = read(client.get("/fermes/pre-joli/"))

    assert "la pièce, 12,50\N{NO-BREAK SPACE}€" in answer
    assert f"/boutique/{sooner.slug}/produits/{product.uid}/" in answer
    assert f"/boutique/{later.slug}/produits/{product.uid}/" not in answer


def test_a_product_leads_to_a_date_that_is_open_rather_than_to_a_closed_one(
    client: Client,
) -> None:
    farm, collective = make_farm(slug="pre-joli"), make_collective()
    closed = make_distribution(collective, closes_at=MONDAY - timedelta(hours=1))
    opened = {"opens_at": MONDAY - timedelta(days=1), "closes_at": MONDAY + timedelta(days=9)}
    still_open = make_distribution(collective, FRIDAY + timedelta(days=7), **opened)
    product = make_product("Tomme", farm=farm)
    for distribution in (closed, still_open):
        make_listing(product, distribution)

    answer = read(client.get("/fermes/pre-joli/"))

    assert f"/boutique/{still_open.slug}/produits/{product.uid}/" in answer
    assert f"/boutique/{closed.slug}/produits/{product.uid}/" not in answer


def test_dates_say_whether_one_can_order_and_those_that_are_open_come_first(
    client: Client,
) -> None:
    farm, collective = make_farm(slug="pre-joli"), make_collective()
    closed = make_distribution(collective, closes_at=MONDAY - timedelta(hours=1))
    later = {"opens_at": MONDAY + timedelta(days=2)}
    will_open = make_distribution(collective, FRIDAY + timedelta(days=7), **later)
    opened = {"opens_at": MONDAY - timedelta(days=1)}
    is_open = make_distribution(collective, FRIDAY + timedelta(days=14), **opened)
    for distribution in (closed, will_open, is_open):
        make_listing(make_product(farm=farm), distribution)

    page = read(client.get("/fermes/pre-joli/"))
    dates = page[page.index("Prochaines distributions") :]

    words = ("Ouvert jusqu’à jeudi 10 déc.", "Commandes fermées", "Ouvre mercredi")
    assert [dates.index(each) for each in words] == sorted(dates.index(each) for each in words)


def test_a_long_list_of_products_goes_on_in_the_shop(client: Client) -> None:
    farm, distribution = make_farm(slug="pre-joli"), make_distribution()
    for number in range(26):
        make_listing(make_product(f"Tomme {number}", farm=farm), distribution)

    answer = read(client.get("/fermes/pre-joli/"))

    assert "2 autres produits en boutique" in answer
    assert answer.count("/produits/") == 24


def test_a_page_takes_no_more_questions_for_more_pictures_products_and_dates(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    page, collective = written_page(), make_collective()
    page.gallery = [("picture", picture_block(f"Vue {n}", "")) for n in range(6)]
    page.save_revision().publish()
    for week in range(3):
        at = make_distribution(collective, FRIDAY + timedelta(days=7 * week))
        for number in range(4):
            make_listing(make_product(f"Tomme {week} {number}", farm=page.farm), at)
    client.get("/fermes/pre-joli/")
    cache.clear()

    with django_assert_max_num_queries(15):
        client.get("/fermes/pre-joli/")


def test_drafts_from_before_keep_their_text_under_its_new_name() -> None:
    page = written_page()
    draft = page.save_revision()
    draft.content["body"] = draft.content.pop("story")
    draft.save(update_fields=["content"])

    import_module("farms.migrations.0011_story_of_revisions").rename_text(apps, None)

    assert FarmPage.objects.get().get_latest_revision_as_object().story == "<p>Depuis 1987.</p>"


def written_page() -> FarmPage:
    known = {"phone": "06 39 98 10 11", "email": "pre@fermes.example"}
    address = {"street": "4 chemin du Pré", "postcode": "71490", "town": "Saint-Aubert"}
    page: FarmPage = create_farm(name="Pré Joli", now=MONDAY, **known, **address).page
    page.story, page.practices = "<p>Depuis 1987.</p>", "<p>Sans labour.</p>"
    page.save_revision().publish()
    return page


def picture_block(shows: str, caption: str) -> dict[str, Any]:
    picture = in_library(shows)
    picture.contextual_alt_text, picture.decorative = shows, False
    return {"picture": picture, "caption": caption}
