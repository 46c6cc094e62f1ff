"""A document opens to who may read a page that has it; a picture to who was shown where it is."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import PageViewRestriction
from wagtail.signal_handlers import disable_reference_index_auto_update

from commons.accounts.models import User
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import CollectifsDocument
from home.models import ContentPage, GuideShelf
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.guides import add_guide, submit
from tests.pictures import in_library, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def collective(settings: Settings, tmp_path: object) -> Collective:
    settings.MEDIA_ROOT = tmp_path
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def document(collective: Collective) -> CollectifsDocument:
    made: CollectifsDocument = CollectifsDocument.objects.create(
        title="Statuts", file=sent(b"%PDF", "statuts.pdf"), collection=collective.page.files
    )
    return made


def page_with(document: CollectifsDocument, collective: Collective) -> ContentPage:
    """A draft that offers the document."""
    shown = [("document", {"document": document, "title": ""})]
    page = ContentPage(title="L’association", content=shown, live=False)
    collective.page.add_child(instance=page)
    return page


def editor_of(collective: Collective) -> User:
    user = make_user()
    grant_role(collective=collective, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


def status(document: CollectifsDocument, user: User | None = None) -> int:
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(document.url)
    if answer.streaming:
        answer.getvalue()  # which closes the file
    return answer.status_code


def test_what_no_page_has_opens_to_who_may_choose_it_alone(
    collective: Collective, document: CollectifsDocument
) -> None:
    other = found_collective(network=make_network(), name="Autre", slug="autre", now=MONDAY)

    assert status(document) == 404
    assert status(document, make_user()) == 404
    assert status(document, editor_of(other)) == 404
    assert status(document, editor_of(collective)) == 200


def test_it_opens_while_a_page_that_has_it_is_online(
    collective: Collective, document: CollectifsDocument
) -> None:
    page = page_with(document, collective)
    draft = status(document)
    page.save_revision().publish()
    online = status(document)
    page.refresh_from_db()
    page.unpublish()

    assert (draft, online, status(document)) == (404, 200, 404)


def test_what_is_taken_out_of_a_page_opens_until_that_is_published(
    collective: Collective, document: CollectifsDocument
) -> None:
    page = page_with(document, collective)
    page.save_revision().publish()
    page.refresh_from_db()
    page.content = []
    revision = page.save_revision()
    waiting = status(document)
    revision.publish()

    assert (waiting, status(document)) == (200, 404)


def test_it_opens_at_once_however_late_the_worker_is(
    collective: Collective, document: CollectifsDocument
) -> None:
    with disable_reference_index_auto_update():
        page_with(document, collective).save_revision().publish()

    assert status(document) == 200


def test_of_a_page_for_some_it_opens_to_them(
    collective: Collective, document: CollectifsDocument
) -> None:
    page = page_with(document, collective)
    page.save_revision().publish()
    login = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=login)

    assert status(document) == 404
    assert status(document, make_user()) == 200


def test_who_approves_a_guide_opens_what_is_proposed_with_it(
    collective: Collective, document: CollectifsDocument
) -> None:
    reviewer, role = make_user(), RoleInNetwork.EDITOR
    network = collective.network
    grant_network_role(network=network, user=reviewer, role=role, actor=None, now=MONDAY)
    guide = add_guide(GuideShelf.objects.get(), "Peser")
    guide.attachments = [("document", {"document": document, "title": ""})]
    guide.save_revision()
    before = status(document, reviewer)

    submit(guide, editor_of(collective))

    assert (before, status(document, reviewer), status(document)) == (404, 200, 404)


def test_neither_a_picture_nor_its_sizes_have_a_name_that_one_guesses(
    collective: Collective,
) -> None:
    image = in_library("Deux chèvres")

    size = image.get_rendition("width-20")

    key = image.file.name.removeprefix("original_images/").removesuffix(".webp")
    assert len(key) == 32
    assert size.file.name.startswith(f"images/{key}")
    assert in_library("Deux chèvres").file.name != image.file.name
