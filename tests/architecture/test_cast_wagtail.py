"""Everybody tries every screen of Wagtail's own, with real rows, GET and POST."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from pytest_django import Settings
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, UploadedFile, Workflow

from commons.accounts.models import User
from commons.core.models import CollectifsDocument, CollectifsImage
from commons.core.sent_files import read_paper
from farms.services import add_certification
from home.backoffice.kept_typing import is_kept
from home.models import HomePage
from home.sections import ensure_sections
from tests.architecture.addresses import PLACE, Address, addresses
from tests.architecture.company import Company, kept_out
from tests.architecture.expectations import ADMIN_ENTRANCES, ADMIN_OPEN
from tests.architecture.office_rows import SECRET, Edited, make_document, make_image, make_row
from tests.architecture.wagtail_expectations import (
    EVERYBODY_INSIDE,
    FORMS,
    IN_ADMIN,
    NOBODYS,
    OF_ADMINISTRATOR,
    OF_WRITERS_OF_B,
    WRITERS,
    WRITERS_INSIDE,
)
from tests.cast import PEOPLE, Cast, make_cast
from tests.factories import FRIDAY, MONDAY, make_label
from tests.pictures import sent

OF_TASKS = ("edit", "disable", "enable")
NAMED = EVERYBODY_INSIDE | WRITERS_INSIDE | OF_WRITERS_OF_B | OF_ADMINISTRATOR | NOBODYS


def name_of(address: Address) -> str:
    return address.name or address.route


def is_wagtails(address: Address) -> bool:
    is_ours = address.name.startswith("backoffice_")
    is_open = address.route in ADMIN_OPEN
    is_entrance = address.name in ADMIN_ENTRANCES
    return address.route.startswith("gestion/") and not (is_ours or is_open or is_entrance)


SCREENS = [address for address in addresses() if is_wagtails(address)]


@pytest.fixture
def company(db: None, settings: Settings, tmp_path: object) -> Iterator[Company]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        ensure_sections()
        yield Company(cast)


@pytest.fixture
def values(company: Company) -> Mapping[str, Mapping[str, Any]]:
    """By the beginning of an address's name; "" for all of them."""
    cast = company.cast
    image, document, row = make_image(cast.b), make_document(cast.b), make_row("text", cast, cast.b)
    page, site = row.page, cast.b.collective.page
    _add_certificate(cast)
    someone = cast.users["consumer_b"]
    upload = UploadedFile.objects.create(
        file=ContentFile(b"x", name="secret.png"), uploaded_by_user=someone
    )
    session = EditingSession.objects.create(
        user=someone, content_object=page, last_seen_at=timezone.now()
    )
    collection = Collection.get_first_root_node().add_child(name=SECRET)
    redirect = Redirect.objects.create(old_path="/secret", redirect_link="/ailleurs")
    home = HomePage.objects.get()
    return {
        "": {
            **row.values,
            **{"image_id": image.pk, "document_id": document.pk, "doc_id": document.pk},
            **{"page_pk": page.pk, "object_id": page.pk, "own_parent": site.pk},
            **{"parent_page_id": home.pk, "destination_id": home.pk},
            **{"workflow_pk": row.workflow.pk, "collection_id": collection.pk},
            **{"uploaded_file_id": upload.pk, "session_id": session.pk},
            **{"filter_spec": "original", "redirect_id": redirect.pk},
            **{"content_type_app_name": "home", "content_type_model_name": "homepage"},
            **{"app_label": "home", "model_name": "homepage", "app_name": "home"},
        },
        **by_name(row, home),
        "wagtailadmin_collections": {"pk": collection.pk},
        "wagtailadmin_api:documents": {"pk": document.pk},
        "wagtailadmin_api:images": {"pk": image.pk},
        "wagtaildocs_chooser": {"pk": document.pk},
        "wagtailimages_chooser": {"pk": image.pk},
        "place_chooser": {"pk": cast.b.distribution.place.pk},
        "wagtailusers_users": {"pk": someone.pk},
    }


def by_name(row: Edited, home: Page) -> dict[str, dict[str, Any]]:
    """What some screens ask for more."""
    kind = {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    below = {
        "parent_page_id": row.values["parent_page_id"],
        "content_type_model_name": "contentpage",
    }
    return {
        "wagtailadmin_choose_page_child": {"parent_page_id": home.pk},
        "wagtailadmin_pages:add": below,
        "wagtailadmin_pages:preview_on_add": below,
        "wagtailadmin_pages:confirm_workflow_cancellation": {"page_id": home.pk},
        "wagtailadmin_pages:revisions_index": {"page_id": home.pk},
        "wagtailadmin_editing_sessions": {"app_label": "wagtailcore", "model_name": "page"},
        "wagtailadmin_tag_model": {"app_name": "taggit", "model_name": "tag"},
        "wagtailadmin_workflows": {"pk": row.workflow.pk},
        **{f"wagtailadmin_workflows:{name}_task": {"pk": row.state.task_id} for name in OF_TASKS},
        "wagtailadmin_workflows:add_task": kind,
        "wagtailsites": {"pk": Site.objects.get().pk},
        "wagtailusers_groups": {"pk": Group.objects.earliest("pk").pk},
    }


def _add_certificate(cast: Cast) -> None:
    """A file of a room: no screen of Wagtail's knows of it."""
    add_certification(
        farm=cast.farm,
        label=make_label(name=SECRET),
        valid_from=MONDAY.date(),
        valid_until=FRIDAY,
        proof=read_paper(sent(b"%PDF-1.7")),
        now=MONDAY,
    )


def path_of(address: Address, values: Mapping[str, Mapping[str, Any]]) -> str:
    """With what the longest beginning of its name says."""
    given: dict[str, Any] = {}
    for beginning in sorted(values, key=len):
        if address.name.startswith(beginning):
            given |= values[beginning]
    return address.path(given).replace("/main/^", "/main/")


def body_of(
    address: Address, values: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, object] | None:
    """What is sent there; a form may name a row by its name in braces."""
    form = FORMS.get(address.name)
    return form and {name: text.format_map(values[""]) for name, text in form.items()}


def expected(address: Address) -> set[str]:
    name = name_of(address)
    if name in EVERYBODY_INSIDE:
        return set(IN_ADMIN)
    if name in WRITERS_INSIDE:
        return set(WRITERS)
    if name in OF_WRITERS_OF_B:
        return {"manager_b"}
    return {"network_admin"} if name in OF_ADMINISTRATOR else set()


def test_every_screen_has_an_expectation() -> None:
    assert [name_of(address) for address in SCREENS if name_of(address) not in NAMED] == []


def test_no_expectation_of_a_screen_is_left_over() -> None:
    assert NAMED - {name_of(address) for address in SCREENS} == set()
    assert set(FORMS) - {name_of(address) for address in SCREENS} == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_everybody_gets_into_the_screens_that_are_expected(
    company: Company, values: Mapping[str, Mapping[str, Any]], method: str
) -> None:
    wrong = {}
    for address in SCREENS:
        path, body = path_of(address, values), body_of(address, values)
        found = {person: company.asks(person, path, method, body) for person in PEOPLE}
        others = {person: found[person] for person in PEOPLE if person not in expected(address)}
        wrong |= {
            f"{path} {person}": answer
            for person, answer in found.items()
            if answer == "500" or (person in others and not kept_out(answer))
        }

    assert wrong == {}


def test_who_is_expected_gets_in(company: Company, values: Mapping[str, Mapping[str, Any]]) -> None:
    """By a link or by a form."""
    missing = {}
    for address in SCREENS:
        path, body = path_of(address, values), body_of(address, values)
        for person in expected(address):
            answers = company.asks(person, path), company.asks(person, path, "post", body)
            if all(map(kept_out, answers)):
                missing[f"{address.name} {path} {person}"] = answers

    assert missing == {}


def test_nothing_that_is_anothers_is_read_in_a_screen(
    company: Company, values: Mapping[str, Mapping[str, Any]]
) -> None:
    """Files of rooms, drafts, people: only the administrator sees who has an account."""
    hidden = [SECRET, company.cast.users["consumer_b"].email, "secret.png"]
    read = {}
    for address in SCREENS:
        path = path_of(address, values)
        for person in ("manager_a", "editor_a", "network_editor", "producer"):
            for query in ("", f"?p=1&id={values['']['page_id']}"):
                _answer, page = company.reads(person, path + query)
                if any(word in page for word in hidden):
                    read[f"{path}{query} {person}"] = [word for word in hidden if word in page]

    assert read == {}


def test_a_file_of_a_room_is_opened_in_no_screen(
    company: Company, values: Mapping[str, Mapping[str, Any]]
) -> None:
    """Not by those either whose farm it is about."""
    number = CollectifsDocument.objects.get(is_content=False).pk
    of_files = {"document_id": number, "doc_id": number, "pk": number}
    opened = {
        f"{method} {path} {person}": answer
        for address in SCREENS
        if {place["name"] for place in PLACE.finditer(address.route)} & {"document_id", "doc_id"}
        for path in [address.path(of_files)]
        for method in ("get", "post")
        for person in PEOPLE
        if not kept_out(answer := company.asks(person, path, method, FORMS.get(address.name)))
    }

    assert opened == {}


def test_what_is_typed_in_any_form_comes_back_after_a_sign_in(
    company: Company, values: Mapping[str, Mapping[str, Any]]
) -> None:
    """Each form for texts is sent to an address that `kept_typing` knows."""
    sent_to = {
        form.get("action") or path
        for path in (path_of(address, values) for address in SCREENS)
        for person in ("manager_b", "network_admin")
        for form in forms_for_texts(company.reads(person, path)[1])
    }

    assert len(sent_to) > 10
    assert [path for path in sent_to if not is_kept(resolve(str(path)).view_name)] == []


def forms_for_texts(page: str) -> list[Tag]:
    kinds = ", ".join(f"input[type={kind}]" for kind in ("text", "email", "url", "number", "date"))
    soup = BeautifulSoup(page, "html.parser")
    return soup.select(f'main form[method="post" i]:has(textarea, {kinds})')


def test_nothing_is_changed_by_who_may_not(
    company: Company, values: Mapping[str, Mapping[str, Any]]
) -> None:
    """The forms of the administrator and of nobody, sent by a manager and by an editor."""
    before = _rows()
    for person in ("manager_a", "editor_a"):
        client = Client(raise_request_exception=False)
        client.force_login(company.cast.users[person])
        for address in SCREENS:
            if name_of(address) not in EVERYBODY_INSIDE | WRITERS_INSIDE:
                client.post(path_of(address, values), body_of(address, values))

    assert _rows() == before


def _rows() -> dict[str, list[Any]]:
    models = (User, Group, Page, Site, Collection, Redirect, Workflow, CollectifsImage)
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }
