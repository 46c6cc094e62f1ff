"""Files of guides for members only open to who may read the guide, by their own address too."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.rich_text import RichText

from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument
from home.models import GuideShelf
from home.sections import found_collective
from tests.factories import MONDAY, make_member, make_network, make_user
from tests.guides import add_guide
from tests.pictures import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def shelf(settings: Settings, tmp_path: object) -> GuideShelf:
    settings.MEDIA_ROOT = tmp_path
    found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)
    found: GuideShelf = GuideShelf.objects.get()
    return found


@pytest.fixture
def document(shelf: GuideShelf) -> CollectifsDocument:
    made: CollectifsDocument = CollectifsDocument.objects.create(
        title="Contrat", file=sent(b"%PDF", "contrat.pdf"), collection=shelf.files
    )
    return made


def attached(document: CollectifsDocument) -> list[tuple[str, object]]:
    return [("document", {"document": document, "title": ""})]


def opens(client: Client, document: CollectifsDocument) -> bool:
    """Read to its end, which closes the file."""
    answer = client.get(document.url)
    return answer.status_code == 200 and answer.getvalue() == b"%PDF"


def test_a_stranger_is_asked_to_sign_in(
    client: Client, shelf: GuideShelf, document: CollectifsDocument
) -> None:
    add_guide(shelf, "Assurance", is_for_members=True, attachments=attached(document))

    answer = client.get(document.url)
    client.force_login(make_user())

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={document.url}"
    assert client.get(document.url).status_code == 403


def test_whoever_belongs_opens_it(shelf: GuideShelf, document: CollectifsDocument) -> None:
    add_guide(shelf, "Assurance", is_for_members=True, attachments=attached(document))
    member = Client()
    member.force_login(make_member(Collective.objects.get()).persons.get().user)

    assert opens(member, document)


def test_a_file_that_the_text_of_a_guide_links_to_is_kept_too(
    client: Client, shelf: GuideShelf, document: CollectifsDocument
) -> None:
    guide = add_guide(shelf, "Assurance", is_for_members=True)
    link = f'<p><a linktype="document" id="{document.pk}">Le contrat</a></p>'
    guide.content = [("text", RichText(link))]
    guide.save_revision().publish()

    assert client.get(document.url).status_code == 302


def test_a_file_of_a_draft_for_members_is_kept(
    client: Client, shelf: GuideShelf, document: CollectifsDocument
) -> None:
    add_guide(shelf, "Assurance", live=False, is_for_members=True, attachments=attached(document))

    assert client.get(document.url).status_code == 302


@pytest.mark.parametrize("also_for_members", [False, True])
def test_a_file_of_a_guide_for_everybody_opens(
    client: Client, shelf: GuideShelf, document: CollectifsDocument, also_for_members: bool
) -> None:
    add_guide(shelf, "Peser", attachments=attached(document))
    if also_for_members:
        add_guide(shelf, "Assurance", is_for_members=True, attachments=attached(document))

    assert opens(client, document)
