"""A page takes no address that its list answers at itself: a feed, a calendar."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.models import EventIndexPage, NewsIndexPage, NewsPage
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NEWS = {"date": "2026-11-20", "summary": "Un résumé gardé"}
EVENT = {"starts_at": "2026-12-01 10:00", "ends_at": "2026-12-01 12:00", "summary": "Gardé"}


@pytest.fixture
def lise() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def editor(lise: Collective) -> Client:
    user, browser = make_user(), Client()
    grant_role(collective=lise, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    browser.force_login(user)
    return browser


def added(editor: Client, parent: Page, kind: str, slug: str, **typed: str) -> str:
    """What the editor's form answers for a new page, published at once."""
    form = {"title": "Une page", "slug": slug, "content": streamfield([]), **typed}
    path = reverse("wagtailadmin_pages:add", args=["home", kind, parent.pk])
    more: Any = {"comments": inline_formset([]), "action-publish": "1"}
    return read(editor.post(path, nested_form_data(form | more), follow=True))


def test_news_at_the_address_of_the_feed_are_refused_beside_the_slug(
    lise: Collective, editor: Client
) -> None:
    below = NewsIndexPage.objects.get()

    answer = added(editor, below, "newspage", "flux", **NEWS)

    assert "« flux » est une adresse dont le site se sert ici" in answer.replace("\u00a0", " ")
    assert "Un résumé gardé" in answer
    assert not NewsPage.objects.exists()
    added(editor, below, "newspage", "les-flux", **NEWS)
    assert editor.get("/lise/actualites/les-flux/").status_code == 200


def test_an_event_at_the_address_of_the_calendar_is_refused_beside_the_slug(
    lise: Collective, editor: Client
) -> None:
    below = EventIndexPage.objects.get()

    answer = added(editor, below, "eventpage", "calendrier", **EVENT)

    assert "« calendrier » est une adresse" in answer.replace("\u00a0", " ")
    assert not below.get_children().exists()


def test_a_copy_takes_none_of_them_either(lise: Collective, editor: Client) -> None:
    below = NewsIndexPage.objects.get()
    page = below.add_child(instance=NewsPage(title="Une page", slug="une-page", summary="x"))
    path = reverse("wagtailadmin_pages:copy", args=[page.pk])
    form = {"new_title": "Flux", "new_slug": "flux", "new_parent_page": str(below.pk)}

    answer = read(editor.post(path, form))

    assert "« flux » est une adresse" in answer.replace("\u00a0", " ")
    assert NewsPage.objects.count() == 1
