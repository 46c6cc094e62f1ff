"""A collective's site: ready-made pages, and five fields that are enough to show it."""

import json
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from commons.core.models import CollectifsImage
from commons.core.sections import Section
from commons.core.sent_files import read_picture
from home.five_fields_services import keep_site_picture
from home.models import CollectivePage, ContentPage
from home.sections import ensure_sections, found_collective, lacking
from tests.factories import MONDAY, make_network, make_user
from tests.managing import form_on
from tests.pictures import drawn, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PAGES = ("qui-sommes-nous", "comment-ca-marche", "nous-rejoindre", "contact")
TYPED = {
    "sentence": "Douze fermes et cent foyers de la vallée.",
    "where": "Sous la halle, le vendredi.\nDe 17 h 30 à 19 h 30.",
    "dues": "10 € par an",
    "contact_email": "bureau@lise.example",
    "phone": "03 53 01 00 10",
}


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def collective() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def writer(collective: Collective, role: Role = Role.EDITOR) -> User:
    user = make_user("Ida", "Paul")
    grant_role(collective=collective, user=user, role=role, actor=None, now=MONDAY)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def path_of(collective: Collective) -> str:
    return reverse("backoffice_site:index", args=[collective.slug])


def fill(client: Client, collective: Collective, **typed: Any) -> str:
    path = path_of(collective)
    shown = form_on(client, path)
    return unescape(client.post(path, shown | TYPED | typed, follow=True).text)


def test_a_new_collective_has_pages_that_everybody_finds_in_the_menu(
    client: Client, collective: Collective
) -> None:
    home = read(client.get("/lise/"))

    for slug in PAGES:
        assert f'href="/lise/{slug}/"' in home
        assert client.get(f"/lise/{slug}/").status_code == 200
    assert "La Lise réunit des fermes" in read(client.get("/lise/qui-sommes-nous/"))


def test_a_page_that_an_editor_took_away_does_not_come_back(collective: Collective) -> None:
    ContentPage.objects.get(slug="qui-sommes-nous").delete()

    ensure_sections()

    assert not ContentPage.objects.filter(slug="qui-sommes-nous").exists()


def test_a_site_from_before_where_nobody_has_written_gets_them(
    client: Client, collective: Collective
) -> None:
    for page in collective.page.get_children().not_type(Section).specific():
        page.delete()
    assert lacking() == ["ready:lise"]

    ensure_sections()

    assert lacking() == []
    for slug in PAGES:
        assert client.get(f"/lise/{slug}/").status_code == 200


def test_five_fields_make_a_site_and_are_read_back(collective: Collective) -> None:
    client = signed_in(writer(collective, Role.MANAGER))

    shows = "La halle un vendredi soir"
    told = fill(client, collective, picture=sent(drawn("PNG")), picture_text=shows)

    assert "Publié." in told
    home = read(Client().get("/lise/"))
    for words in (TYPED["sentence"], "Sous la halle, le vendredi.</p>", "Cotisation\u00a0: 10 €"):
        assert words in home
    assert 'alt="La halle un vendredi soir"' in home
    assert "10 € par an" in read(Client().get("/lise/nous-rejoindre/"))
    assert "03\u00a053\u00a001" in read(Client().get("/lise/contact/"))
    collective.refresh_from_db()
    assert collective.contact_email == "bureau@lise.example"
    page = unescape(client.get(path_of(collective)).text)
    for words in (
        shows,
        *TYPED.values(),
        'href="/lise/"',
        f"/gestion/pages/{collective.page.pk}/edit/",
    ):
        assert words.partition("\n")[0] in page


def test_they_are_published_as_a_revision_of_whoever_typed_them(collective: Collective) -> None:
    ida = writer(collective)

    fill(signed_in(ida), collective)

    page = CollectivePage.objects.get()
    assert page.latest_revision.user == ida
    assert not page.has_unpublished_changes


def test_the_same_again_changes_nothing_and_says_so(collective: Collective) -> None:
    client = signed_in(writer(collective))
    fill(client, collective)
    before = CollectivePage.objects.get().latest_revision_id

    told = fill(client, collective)

    assert "Rien n’a été changé." in told
    assert CollectivePage.objects.get().latest_revision_id == before


def test_a_draft_that_waits_is_neither_published_nor_lost(collective: Collective) -> None:
    leo = make_user("Léo", "Brun")
    page = collective.page
    page.title = "Brouillon"
    page.save_revision(user=leo)
    client = signed_in(writer(collective))
    shown = read(client.get(path_of(collective)))

    told = fill(client, collective)

    assert "Un brouillon de l’accueil attend dans l’éditeur (Léo Brun, lundi 23 nov." in shown
    assert "Un brouillon attend toujours dans l’éditeur, avec ceci\u00a0: La Lise." in told
    home = read(Client().get("/lise/"))
    assert TYPED["sentence"] in home
    assert "Brouillon" not in home
    draft = CollectivePage.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.introduction) == ("Brouillon", TYPED["sentence"])
    assert CollectivePage.objects.get().has_unpublished_changes


def test_a_draft_that_says_what_is_online_is_in_nobodys_way(collective: Collective) -> None:
    """The editor stores one when somebody only looks, with names for each paragraph."""
    client = signed_in(writer(collective))
    fill(client, collective)
    draft = CollectivePage.objects.get()
    blocks = json.loads(json.dumps(list(draft.content.raw_data)))
    for block in blocks:
        block["id"] = str(uuid4())
        if block["type"] == "way":
            block["value"]["text"] = block["value"]["text"].replace("<p>", '<p data-block-key="a">')
    draft.content = draft.content.stream_block.to_python(blocks)
    draft.save_revision(user=make_user())

    told = fill(client, collective, sentence="Treize fermes.")

    assert "brouillon" not in told
    assert not CollectivePage.objects.get().has_unpublished_changes
    assert "Treize fermes." in read(Client().get("/lise/"))


@pytest.mark.parametrize(("by", "is_refused"), [("other", True), ("self", False)])
def test_a_locked_home_stays_as_it_is(collective: Collective, by: str, is_refused: bool) -> None:
    ida = writer(collective)
    locked_by = ida if by == "self" else make_user()
    locked = {"locked": True, "locked_by": locked_by, "locked_at": MONDAY}
    CollectivePage.objects.update(**locked)

    told = fill(signed_in(ida), collective)

    assert ("«\u00a0La Lise\u00a0» est verrouillée" in told) is is_refused
    assert (TYPED["sentence"] in read(Client().get("/lise/"))) is not is_refused
    assert TYPED["sentence"] in told


def test_what_goes_online_by_itself_is_not_cancelled(collective: Collective) -> None:
    collective.page.save_revision(approved_go_live_at=MONDAY + timedelta(days=1))

    told = fill(signed_in(writer(collective)), collective)

    assert "se met en ligne toute seule à une heure à venir" in told
    assert TYPED["sentence"] not in read(Client().get("/lise/"))


def test_a_picture_is_kept_where_something_else_is_wrong(collective: Collective) -> None:
    client = signed_in(writer(collective))
    path = path_of(collective)
    wrong = form_on(client, path) | TYPED | {"picture_text": "", "sentence": ""}

    told = unescape(client.post(path, wrong | {"picture": sent(drawn("PNG"))}).text)
    kept = CollectifsImage.objects.get()
    client.post(path, wrong | TYPED | {"picture_text": "La halle", "kept": str(kept.uid)})

    assert "Elle est gardée\u00a0: ne la choisissez pas de nouveau." in told
    assert f'value="{kept.uid}"' in told
    assert f'value="{TYPED["dues"]}"' in told
    assert 'alt="La halle"' in read(Client().get("/lise/"))
    assert CollectifsImage.objects.get().collection == collective.page.files


def test_a_picture_of_another_collective_is_not_taken(collective: Collective) -> None:
    other = found_collective(network=make_network(), name="Autre", slug="autre", now=MONDAY)
    theirs = keep_site_picture(
        collective=other, picture=read_picture(sent(drawn("PNG"))), text="À eux", actor=None
    )

    told = fill(signed_in(writer(collective)), collective, kept=str(theirs.uid), picture_text="Moi")

    assert "Choisissez l’image que ces mots décrivent." in told
    theirs.refresh_from_db()
    assert theirs.description == "À eux"


def test_words_of_a_picture_are_not_emptied(collective: Collective) -> None:
    client = signed_in(writer(collective))
    fill(client, collective, picture=sent(drawn("PNG")), picture_text="La halle")

    told = fill(client, collective, picture_text="")

    assert "Dites en quelques mots ce que montre l’image" in told


def test_an_editor_reads_where_customers_write_and_does_not_change_it(
    collective: Collective,
) -> None:
    Collective.objects.update(contact_email="bureau@vrai.example")
    client = signed_in(writer(collective))

    shown = unescape(client.get(path_of(collective)).text)
    fill(client, collective)

    assert "Seul un gestionnaire du collectif change l’adresse" in shown
    collective.refresh_from_db()
    assert (collective.contact_email, collective.phone) == ("bureau@vrai.example", "")
    assert TYPED["sentence"] in read(Client().get("/lise/"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Dites en quelques mots ce que montre l’image"), ("IMG_1234", "le nom d’un fichier")],
)
def test_a_picture_needs_words(collective: Collective, text: str, said: str) -> None:
    client = signed_in(writer(collective))

    told = fill(client, collective, picture=sent(drawn("PNG")), picture_text=text)

    assert said in told
    assert CollectivePage.objects.get().picture is None


def test_words_for_a_picture_that_is_not_there_are_not_lost(collective: Collective) -> None:
    told = fill(signed_in(writer(collective)), collective, picture_text="La halle")

    assert "Choisissez l’image que ces mots décrivent." in told
    assert 'value="La halle"' in told


def test_a_manager_fills_it_too_and_nobody_else(collective: Collective) -> None:
    other = found_collective(network=make_network(), name="Autre", slug="autre", now=MONDAY)
    path = path_of(collective)

    assert signed_in(writer(collective, Role.MANAGER)).get(path).status_code == 200
    assert signed_in(writer(other)).get(path).status_code == 404
    assert signed_in(make_user()).get(path).status_code in (302, 403)


def test_the_menu_leads_an_editor_there(collective: Collective) -> None:
    client = signed_in(writer(collective))

    assert path_of(collective) in client.get(reverse("wagtailadmin_home")).text
