"""A collective's part of the site: made with it, written by its editors, read by everybody."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from charter.models import CharterPage
from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from farms.models import FarmMember
from farms.services import add_farm_member, create_farm
from home.models import (
    CollectivePage,
    ContentPage,
    EventIndexPage,
    HomePage,
    NewsIndexPage,
    WelcomePage,
)
from home.sections import ensure_network_pages, ensure_sections, found_collective, lacking
from tests.factories import MONDAY, make_network, make_user
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def collective() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def editor(collective: Collective) -> User:
    user = make_user()
    grant_role(collective=collective, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def added(client: Client, parent: Page, kind: str, **typed: Any) -> Any:
    """What the editor's form answers for a new page, published at once."""
    path = reverse("wagtailadmin_pages:add", args=["home", kind, parent.pk])
    form = {"comments": inline_formset([]), "action-publish": "1", **typed}
    return client.post(path, nested_form_data(form), follow=True)


def content(text: str) -> Any:
    return streamfield([("text", rich_text(f"<p>{text}</p>"))])


def test_a_new_collective_has_its_page_its_files_and_its_list_of_news(
    client: Client, collective: Collective
) -> None:
    site = CollectivePage.objects.get(collective=collective)

    assert (site.title, site.slug, site.live) == ("La Lise", "lise", True)
    assert site.files.name == "La Lise"
    assert site.revisions.count() == 1
    assert client.get("/lise/").status_code == 200
    assert "Pas encore d’actualité." in read(client.get("/lise/actualites/"))


def test_an_editor_adds_a_page_that_everybody_reads_and_finds_in_the_menu(
    client: Client, collective: Collective, editor: User
) -> None:
    typed = {"title": "Nos valeurs", "slug": "nos-valeurs", "introduction": "Par ici."}

    added(
        signed_in(editor),
        collective.page,
        "contentpage",
        show_in_menus="on",
        content=content("Cinq euros par an."),
        **typed,
    )

    page = read(client.get("/lise/nos-valeurs/"))
    assert "Par ici." in page
    assert "Cinq euros par an." in page
    assert 'href="/lise/nos-valeurs/"' in read(client.get("/lise/"))


def test_news_are_listed_fed_and_shown_at_home(
    client: Client, collective: Collective, editor: User
) -> None:
    news = NewsIndexPage.objects.child_of(collective.page).get()
    typed = {"title": "Les fraises", "slug": "les-fraises", "date": "2026-11-20"}

    added(
        signed_in(editor),
        news,
        "newspage",
        summary="Elles arrivent.",
        author="Ida",
        content=content("Deux variétés."),
        **typed,
    )

    page = read(client.get("/lise/actualites/les-fraises/"))
    assert "20 novembre 2026 · Ida" in page
    assert "Deux variétés." in page
    for path in ("/lise/", "/lise/actualites/"):
        assert "Elles arrivent." in read(client.get(path))
    feed = client.get("/lise/actualites/flux/")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "<title>Les fraises</title>" in feed.text


def test_an_address_of_the_shop_is_refused_beside_the_field(
    collective: Collective, editor: User
) -> None:
    typed = {"title": "Boutique", "slug": "boutique", "introduction": "Rien."}

    answer = added(signed_in(editor), collective.page, "contentpage", content=content("x"), **typed)

    assert "Cette adresse est celle d’une page de la boutique" in answer.text
    assert "Rien." in answer.text
    assert not ContentPage.objects.filter(title="Boutique").exists()


def test_no_script_makes_an_address_of_a_sections_title(
    collective: Collective, editor: User
) -> None:
    """It has no field of an address, and Wagtail's script fails where it finds none."""
    path = reverse("wagtailadmin_pages:edit", args=[collective.page.pk])

    page = BeautifulSoup(signed_in(editor).get(path).content, "html.parser")

    assert "w-sync" not in str(page.select_one("#id_title"))


def test_a_section_is_neither_deleted_moved_copied_nor_hidden_by_hand(
    collective: Collective, editor: User
) -> None:
    client, site = signed_in(editor), collective.page
    ContentPage.objects.all().delete()
    bulk = f"?id={site.pk}&next=/gestion/"

    for name in ("delete", "unpublish", "copy", "move"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[site.pk]))
        client.post(f"/gestion/bulk/wagtailcore/page/{name}/{bulk}")
        client.post(reverse("wagtailadmin_api:pages:action", args=[site.pk, name]))

    site.refresh_from_db()
    assert site.live
    assert CollectivePage.objects.count() == 1
    assert site.get_parent() == HomePage.objects.get().page_ptr


def test_sections_are_not_offered_in_the_explorer(collective: Collective, editor: User) -> None:
    page = signed_in(editor).get(
        reverse("wagtailadmin_pages:add_subpage", args=[collective.page.pk]), follow=True
    )

    assert "contentpage" in page.text
    assert "newsindexpage" not in page.text
    assert "collectivepage" not in page.text


def test_the_networks_own_pages_share_their_files() -> None:
    files = {WelcomePage.objects.get().files, CharterPage.objects.get().files}

    assert [collection.name for collection in files if collection] == ["Réseau"]


def test_what_lacks_is_told_and_made_and_what_is_there_is_kept(collective: Collective) -> None:
    site = collective.page
    site.title = "Notre Lise"
    site.save_revision().publish()
    CollectivePage.objects.update(files=None)

    assert "collectif:lise:editor" in lacking()
    ensure_sections()

    assert lacking() == []

    NewsIndexPage.objects.all().delete()
    EventIndexPage.objects.all().delete()
    assert lacking() == ["news:lise", "agenda:lise"]
    ensure_sections()
    assert lacking() == []
    assert CollectivePage.objects.get().title == "Notre Lise"


def test_a_page_that_was_left_elsewhere_comes_below_the_section_of_farms(client: Client) -> None:
    ensure_network_pages()
    farm = create_farm(name="Pré Joli", now=MONDAY)
    farm.page.move(HomePage.objects.get(), pos="last-child")

    ensure_sections()

    farm.page.refresh_from_db()
    assert farm.page.get_parent().slug == "fermes"
    assert client.get("/fermes/pre-joli/").status_code == 200


def test_who_decides_for_a_farm_writes_its_page_and_who_prepares_does_not() -> None:
    farm = create_farm(name="Pré Joli", now=MONDAY)
    path = reverse("wagtailadmin_pages:edit", args=[farm.page.pk])
    form = {
        "title": "Le Pré Joli",
        "story": rich_text("<p>Nous élevons des chèvres.</p>"),
        "practices": rich_text(""),
        "gallery": streamfield([]),
        "picture": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    decides, prepares = make_user(), make_user()
    for user, role in ((decides, "manages"), (prepares, "prepares")):
        add_farm_member(farm=farm, user=user, role=FarmMember.Role(role), now=MONDAY)

    signed_in(prepares).post(path, nested_form_data(form))
    farm.page.refresh_from_db()
    assert farm.page.title == "Pré Joli"
    signed_in(decides).post(path, nested_form_data(form))

    assert "Nous élevons des chèvres." in read(Client().get("/fermes/pre-joli/"))


def test_the_root_of_the_site_can_be_drawn_by_wagtail_itself() -> None:
    drawn = HomePage.objects.get().make_preview_request()

    assert drawn.status_code == 200
