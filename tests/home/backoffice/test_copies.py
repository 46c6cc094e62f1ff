"""A page is copied and moved within its own site, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, NewsIndexPage, NewsPage
from home.sections import ensure_sections
from tests.cast import Cast, make_cast
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
DRAFT = "Brouillon secret"


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    ensure_sections()
    return made


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.users["editor_a"])
    return client


@pytest.fixture
def page(cast: Cast) -> Page:
    about = ContentPage(title="Nous", slug="nous")
    made: Page = cast.a.collective.page.add_child(instance=about)
    return made


def copy(client: Client, page: Page, parent: object, **typed: str) -> tuple[int, str]:
    form = {"new_title": "Nous aussi", "new_slug": "nous-aussi", "new_parent_page": str(parent)}
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | typed)
    return answer.status_code, read(answer)


def move(client: Client, page: Page, destination: Page) -> tuple[int, str]:
    path = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
    shown, answer = client.get(path), client.post(path)
    return answer.status_code, read(shown) + read(answer)


def copies() -> list[Page]:
    return list(ContentPage.objects.filter(slug="nous-aussi"))


def test_a_page_is_copied_within_its_own_site(cast: Cast, editor: Client, page: Page) -> None:
    status, _said = copy(editor, page, cast.a.collective.page.pk)

    [made] = copies()
    assert status == 302
    assert (made.title, made.live) == ("Nous aussi", False)
    assert made.is_child_of(cast.a.collective.page)
    assert made.owner == cast.users["editor_a"]


def test_an_address_that_is_taken_is_refused_and_what_was_typed_stays(
    cast: Cast, editor: Client, page: Page
) -> None:
    status, said = copy(editor, page, cast.a.collective.page.pk, new_slug="nous")

    assert (status, copies()) == (200, [])
    assert "Nous aussi" in said


@pytest.mark.parametrize("publishes", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_nothing_is_copied_below_another_site(
    cast: Cast, editor: Client, page: Page, publishes: dict[str, str]
) -> None:
    status, said = copy(editor, page, cast.b.collective.page.pk, **publishes)

    assert (status, copies()) == (200, [])
    assert "Vous n’avez pas l’autorisation" in said or "permission" in said


@pytest.mark.parametrize("parent", ["0", "999999", "abc", "", "9" * 30])
def test_a_parent_that_is_gone_or_none_is_no_fault_of_ours(
    editor: Client, page: Page, parent: str
) -> None:
    status, _said = copy(editor, page, parent)

    assert (status, copies()) == (404, [])


def test_a_draft_of_another_is_not_named_as_a_parent(
    cast: Cast, editor: Client, page: Page
) -> None:
    draft = cast.b.collective.page.add_child(
        instance=ContentPage(title=DRAFT, slug="brouillon", live=False)
    )

    found = [copy(editor, page, draft.pk), move(editor, page, draft)]

    assert [status for status, _said in found] == [404, 404]
    assert not [said for _status, said in found if DRAFT in said]


def test_a_page_of_another_site_is_not_copied_to_ones_own(cast: Cast, editor: Client) -> None:
    other = cast.b.collective.page.add_child(instance=ContentPage(title="Eux", slug="eux"))

    copy(editor, other, cast.a.collective.page.pk)

    assert copies() == []


def news_of(site: Page) -> NewsIndexPage:
    found: NewsIndexPage = NewsIndexPage.objects.child_of(site).get()
    return found


def test_a_page_is_not_moved_into_another_site(cast: Cast, editor: Client, page: Page) -> None:
    news = news_of(cast.a.collective.page)
    piece = news.add_child(instance=NewsPage(title="Fraises", slug="fraises", summary="Deux."))

    move(editor, page, cast.b.collective.page)
    move(editor, piece, news_of(cast.b.collective.page))

    page.refresh_from_db()
    piece.refresh_from_db()
    assert page.is_child_of(cast.a.collective.page)
    assert piece.is_child_of(news)


def test_a_page_of_another_site_is_not_moved_into_ones_own(cast: Cast, editor: Client) -> None:
    other = cast.b.collective.page.add_child(instance=ContentPage(title="Eux", slug="eux"))

    move(editor, other, cast.a.collective.page)

    other.refresh_from_db()
    assert other.is_child_of(cast.b.collective.page)
