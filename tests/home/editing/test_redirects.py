"""A page that is renamed or moved keeps its old address for visitors."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import CollectivePage, HomePage

pytestmark = pytest.mark.django_db
type Rename = Callable[[Page, str], None]


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def about(db: None) -> Page:
    home = HomePage.objects.get()
    page: Page = home.add_child(instance=Page(title="Nous", slug="nous"))
    page.add_child(instance=Page(title="Histoire", slug="histoire"))
    return page


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Rename:
    """Wagtail makes its redirects once a new slug is committed."""

    def rename(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page.refresh_from_db()

    return rename


def addresses() -> dict[str, str]:
    return {found.old_path: found.link for found in Redirect.objects.all()}


def test_a_renamed_page_and_those_below_it_are_found_at_their_old_address(
    about: Page, visitor: Client, rename: Rename
) -> None:
    rename(about, "qui-sommes-nous")

    assert visitor.get("/nous/").headers["Location"] == "/qui-sommes-nous/"
    below = visitor.get("/nous/histoire/?de=courriel")
    assert (below.status_code, below.headers["Location"]) == (301, "/qui-sommes-nous/histoire/")


def test_a_moved_page_is_found_at_its_old_address(about: Page, visitor: Client) -> None:
    other = HomePage.objects.get().add_child(instance=Page(title="Archives", slug="archives"))

    about.move(other, "last-child")

    assert visitor.get("/nous/").headers["Location"] == "/archives/nous/"


def test_an_address_that_is_taken_again_shows_what_is_there(
    about: Page, visitor: Client, rename: Rename
) -> None:
    rename(about, "qui-sommes-nous")
    again = HomePage.objects.get().add_child(instance=Page(title="Nous", slug="nous"))

    rename(again, "nous-autres")

    assert addresses()["/nous"] == "/nous-autres/"


def test_a_collective_stays_where_it_is_whatever_its_page_is_called(
    visitor: Client, page: CollectivePage, rename: Rename
) -> None:
    rename(page, "autre-nom")

    assert "/vallee-claire" not in addresses()
    assert visitor.get("/vallee-claire/").status_code == 200


def test_an_old_address_that_leads_nowhere_any_more_is_not_found(
    about: Page, visitor: Client, rename: Rename
) -> None:
    rename(about, "qui-sommes-nous")
    about.delete()

    assert visitor.get("/nous/").status_code == 404
    assert visitor.get("/nulle-part/").status_code == 404


def test_an_unpublished_page_is_not_found_at_any_address(
    about: Page, visitor: Client, rename: Rename
) -> None:
    rename(about, "qui-sommes-nous")
    about.unpublish()

    assert visitor.get("/nous/", follow=True).status_code == 404


def test_a_page_that_has_its_first_name_again_does_not_lead_to_itself(
    about: Page, visitor: Client, rename: Rename
) -> None:
    rename(about, "qui-sommes-nous")
    rename(about, "nous")
    about.unpublish()

    assert visitor.get("/nous/").status_code == 404


def test_a_nul_in_an_address_is_no_fault_of_ours(visitor: Client) -> None:
    assert visitor.get("/nous%00/").status_code == 404
