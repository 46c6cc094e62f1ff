"""The network's home and charter: its editors write them, those of a collective do not."""

from typing import Any

import pytest
from django.http import HttpResponse
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
from home.models import WelcomePage
from home.sections import ensure_sections
from tests.cast import Cast, make_cast
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WORDS = "Douze collectifs, sans intermédiaire."
OF_COLLECTIVES = ("editor_a", "manager_a", "producer", "network_admin")
type Write = tuple[type[Page], dict[str, Any], str]
HOME: Write = (WelcomePage, {"content": streamfield([]), "introduction": WORDS, "heading": ""}, "/")
CHARTER: Write = (CharterPage, {"body": rich_text(f"<p>{WORDS}</p>")}, "/charte/")


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    ensure_sections()
    return made


def publish(cast: Cast, person: str, kind: type[Page], typed: dict[str, Any]) -> HttpResponse:
    page = kind.objects.get()
    client = Client()
    client.force_login(cast.users[person])
    named = {"title": page.title, "seo_title": "", "search_description": ""}
    form = {**named, "comments": inline_formset([]), "action-publish": "1", **typed}
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(path, nested_form_data(form))


@pytest.mark.parametrize("what", [HOME, CHARTER])
def test_an_editor_of_the_network_publishes_it(cast: Cast, client: Client, what: Write) -> None:
    kind, typed, path = what

    answer = publish(cast, "network_editor", kind, typed)

    assert answer.status_code == 302
    assert WORDS in read(client.get(path))


@pytest.mark.parametrize("what", [HOME, CHARTER])
@pytest.mark.parametrize("person", OF_COLLECTIVES)
def test_nobody_else_changes_it(cast: Cast, person: str, what: Write) -> None:
    kind, typed, _path = what

    answer = publish(cast, person, kind, typed)

    assert answer.headers["Location"] == "/gestion/"
    assert not kind.objects.get().revisions.filter(content__icontains="Douze collectifs").exists()
    assert WORDS not in str([*kind.objects.values()])
