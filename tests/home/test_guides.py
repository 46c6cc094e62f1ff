"""Guides as everybody reads them: listed, searched, for members only, each with who wrote it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commons.collectives.models import Collective
from home.guides.readers import belongs
from home.models import GuidePage, GuideShelf, GuidesPage
from home.searching.index import rebuild
from home.sections import found_collective
from tests.factories import (
    MONDAY,
    make_farm,
    make_farm_member,
    make_member,
    make_network,
    make_user,
)
from tests.guides import add_guide
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def lise() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def shelf_of(collective: Collective) -> GuideShelf:
    return GuideShelf.objects.get(collective=collective)


def test_a_guide_stands_in_the_list_under_its_category_and_says_who_wrote_it(
    client: Client, lise: Collective
) -> None:
    add_guide(shelf_of(lise), "Peser devant la personne", theme="Tenir une distribution")

    page = read(client.get("/fiches/"))

    assert "Tenir une distribution" in page
    assert 'href="/fiches/peser-devant-la-personne/"' in page
    assert "La Lise" in page
    assert "Communication</h2>" not in page
    guide = read(client.get("/fiches/peser-devant-la-personne/"))
    assert "Écrite par" in guide
    assert "relue le 23 novembre 2026" in guide


def test_the_network_writes_guides_of_its_own(client: Client) -> None:
    add_guide(GuidesPage.objects.get(), "Signer la charte")

    assert "Écrite par le réseau" in read(client.get("/fiches/signer-la-charte/"))


def test_a_shelf_is_no_page_of_the_site(client: Client, lise: Collective) -> None:
    add_guide(shelf_of(lise), "Peser", slug="peser")

    assert client.get("/fiches/lise/").status_code == 404
    assert client.get("/fiches/lise/peser/").status_code == 404
    assert "/fiches/lise/" not in client.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=etalonnee", {"Peser"}),  # in its text, without the accents
        ("?q=consigne", {"Consignes"}),
        ("?q=les+consignes", {"Consignes"}),
        ("?theme=fermes", {"Peser"}),
        ("?niveau=confirme", {"Consignes"}),
        ("?theme=fermes&niveau=confirme", set()),
        ("?theme=inconnue", {"Peser", "Consignes"}),
        ("", {"Peser", "Consignes"}),
    ],
)
def test_guides_are_found_by_what_the_address_asks(
    client: Client, lise: Collective, query: str, found: set[str]
) -> None:
    add_guide(shelf_of(lise), "Peser", theme="Fermes", text="Une balance étalonnée.")
    add_guide(shelf_of(lise), "Consignes", level="confirme")

    page = read(client.get(f"/fiches/{query}"))

    assert {title for title in ("Peser", "Consignes") if f">{title}</a>" in page} == found


def test_a_title_leads_what_only_speaks_of_it(client: Client, lise: Collective) -> None:
    add_guide(shelf_of(lise), "Accueillir une ferme", text="Parler des consignes.")
    add_guide(shelf_of(lise), "Rendre les consignes", theme="Communication")

    page = read(client.get("/fiches/?q=consigne"))

    assert "2 fiches trouvées" in page
    assert page.index("Rendre les consignes") < page.index("Accueillir une ferme")


@pytest.mark.parametrize(
    ("typed", "meant"), [("caise", "caisse"), ("ouvrir caise", "ouvrir caisse")]
)
def test_a_slip_is_mended_and_what_was_mended_is_said(
    client: Client, lise: Collective, typed: str, meant: str
) -> None:
    add_guide(shelf_of(lise), "Peser")
    add_guide(shelf_of(lise), "Ouvrir la caisse")

    page = read(client.get("/fiches/", {"q": typed}))

    assert f"Résultats pour «\u00a0{meant}\u00a0» (au lieu de «\u00a0{typed}\u00a0»)" in page
    assert ">Ouvrir la caisse</a>" in page
    assert ">Peser</a>" not in page


def test_a_word_that_only_others_may_read_mends_nothing(client: Client, lise: Collective) -> None:
    add_guide(shelf_of(lise), "Notre assurance", is_for_members=True)
    member = Client()
    member.force_login(make_member(lise).persons.get().user)

    public, own = (read(each.get("/fiches/?q=asurance")) for each in (client, member))

    assert "Aucune fiche n’en parle" in public
    assert "Notre assurance" not in public
    assert ">Notre assurance</a>" in own


def test_mending_a_slip_costs_15_queries_at_most(
    lise: Collective, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    add_guide(shelf_of(lise), "Ouvrir la caisse")
    member = Client()
    member.force_login(make_member(lise).persons.get().user)
    member.get("/fiches/")

    with django_assert_max_num_queries(15):
        assert ">Ouvrir la caisse</a>" in read(member.get("/fiches/?q=caise"))


def test_what_finds_nothing_says_so_and_keeps_what_was_typed(client: Client) -> None:
    page = read(client.get("/fiches/?q=girafe"))

    assert "Aucune fiche n’en parle" in page
    assert 'value="girafe"' in page


def test_a_guide_for_members_is_in_nothing_that_a_stranger_reads(
    client: Client, lise: Collective
) -> None:
    hidden = add_guide(shelf_of(lise), "Notre assurance", is_for_members=True)
    other = add_guide(shelf_of(lise), "Peser", related=[hidden])

    for path in ("/fiches/", "/fiches/?q=assurance", "/sitemap.xml", other.url, "/lise/"):
        assert "assurance" not in client.get(path).text.replace("?q=assurance", "").replace(
            'value="assurance"', ""
        )
    asked = client.get("/fiches/notre-assurance/")
    assert asked.status_code == 302
    assert asked["Location"] == f"{reverse('account_login')}?next=/fiches/notre-assurance/"


def test_whoever_belongs_reads_it(lise: Collective) -> None:
    add_guide(shelf_of(lise), "Notre assurance", is_for_members=True)
    member = Client()
    member.force_login(make_member(lise).persons.get().user)

    assert ">Notre assurance</a>" in read(member.get("/fiches/"))
    assert "Écrite par" in read(member.get("/fiches/notre-assurance/"))


def test_the_search_of_the_site_finds_guides_for_who_may_read_them(
    client: Client, lise: Collective
) -> None:
    add_guide(shelf_of(lise), "Peser les choux", text="Une balance étalonnée.")
    add_guide(shelf_of(lise), "Assurer la balance", is_for_members=True)
    rebuild()
    member = Client()
    member.force_login(make_member(lise).persons.get().user)

    public, own = (read(each.get("/recherche/?q=balance")) for each in (client, member))

    assert 'href="/fiches/peser-les-choux/"' in public
    assert "assurer-la-balance" not in public
    assert 'href="/fiches/assurer-la-balance/"' in own


def test_who_has_an_account_and_belongs_nowhere_is_told_for_whom_it_is(lise: Collective) -> None:
    add_guide(shelf_of(lise), "Notre assurance", is_for_members=True)
    client = Client()
    client.force_login(make_user())

    answer = client.get("/fiches/notre-assurance/")

    assert answer.status_code == 403
    assert "Cette page est réservée aux membres" in answer.text
    assert "assurance" not in answer.text.replace("/fiches/notre-assurance/", "")


def test_people_of_a_farm_belong_and_a_stranger_does_not() -> None:
    farmer = make_user()
    make_farm_member(make_farm("Pré Joli"), user=farmer)

    assert belongs(farmer)
    assert not belongs(make_user())
    assert not belongs(AnonymousUser())


def test_no_two_guides_have_one_address(lise: Collective) -> None:
    other = found_collective(network=lise.network, name="Le Plateau", slug="plateau", now=MONDAY)

    add_guide(shelf_of(lise), "Peser")
    second = add_guide(shelf_of(other), "Peser")

    assert second.slug == "peser-2"


def test_who_goes_to_an_address_of_before_is_led_on(
    client: Client, lise: Collective, django_capture_on_commit_callbacks: Any
) -> None:
    guide = add_guide(shelf_of(lise), "Peser")
    guide.slug = "bien-peser"
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()

    assert client.get("/fiches/peser/")["Location"] == "/fiches/bien-peser/"


def test_pages_of_guides_ask_the_same_however_many_there_are(
    client: Client, lise: Collective, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = add_guide(shelf_of(lise), "Peser")
    for number in range(30):
        add_guide(shelf_of(lise), f"Fiche {number}", related=[first])
    member = Client()
    member.force_login(make_member(lise).persons.get().user)

    for path in ("/fiches/", "/fiches/?q=fiche&page=2", "/fiches/fiche-3/"):
        for reader in (client, member):
            with django_assert_max_num_queries(15):
                assert reader.get(path).status_code == 200


def test_a_long_list_is_read_in_pages(client: Client, lise: Collective) -> None:
    for number in range(25):
        add_guide(shelf_of(lise), f"Fiche {number}")

    assert "Page\xa01 sur\xa02" in read(client.get("/fiches/"))
    assert read(client.get("/fiches/?page=2")).count('class="card"') == 1


def test_the_menu_leads_to_guides_once_there_are_some(client: Client, lise: Collective) -> None:
    before = client.get("/accessibilite/").text
    add_guide(shelf_of(lise), "Peser")

    caches["local"].clear()

    assert 'href="/fiches/"' not in before
    assert 'href="/fiches/"' in client.get("/accessibilite/").text


def test_a_category_that_was_renamed_keeps_its_guides(client: Client, lise: Collective) -> None:
    add_guide(shelf_of(lise), "Peser", theme="Fermes")
    section = GuidesPage.objects.get()
    stored = section.themes.get_prep_value()
    names = {"Fermes": "Avec les fermes"}
    section.themes = [each | {"value": names.get(each["value"], each["value"])} for each in stored]
    section.save_revision().publish()

    assert ">Peser</a>" in read(client.get("/fiches/?theme=avec-les-fermes"))


def test_the_next_review_is_a_year_after_the_last_where_none_is_chosen(lise: Collective) -> None:
    guide: Any = add_guide(shelf_of(lise), "Peser")

    assert GuidePage.objects.get(pk=guide.pk).review_due_on.isoformat() == "2027-11-23"
