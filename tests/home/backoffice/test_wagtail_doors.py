"""Screens of Wagtail's that ask for nothing of their own: drafts, tags, embeds, numbers."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from taggit.models import Tag
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException
from wagtail.models import Page
from wagtail.rich_text import features

from home.models import HomePage
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
IN_ADMIN = ("manager_a", "editor_a", "manager_b", "network_editor", "network_admin")
DRAFT = "Brouillon secret"
HUGE = 10**30


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def draft(cast: Cast) -> Page:
    home = HomePage.objects.get()
    page: Page = home.add_child(instance=Page(title=DRAFT, slug="brouillon", live=False))
    return page


def browser(cast: Cast, name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.users[name])
    return client


@pytest.mark.parametrize(
    "path",
    [
        lambda page: f"/gestion/choose-page/{page.get_parent().pk}/",
        lambda page: f"/gestion/choose-page/{page.pk}/",
        lambda page: f"/gestion/pages/{page.pk}/",
        lambda page: f"/gestion/pages/{page.pk}/results/",
        lambda page: "/gestion/choose-page/search/?q=brouillon",
        lambda page: f"/gestion/choose-page/chosen-multiple/?id={page.pk}",
        lambda page: f"/gestion/pages/{page.pk}/move/{page.get_parent().pk}/confirm/",
        lambda page: f"/gestion/pages/workflow/confirm_cancellation/{page.pk}/",
        lambda page: f"/gestion/pages/{page.pk}/revisions/",
        lambda page: f"/gestion/bulk/wagtailcore/page/delete/?id={page.pk}",
        lambda page: f"/gestion/bulk/wagtailcore/page/publish/?id={page.pk}",
        lambda page: f"/gestion/api/main/pages/{page.pk}/",
        lambda page: "/gestion/api/main/pages/",
    ],
)
def test_a_draft_is_not_named_to_whoever_does_not_work_on_it(
    cast: Cast, draft: Page, path: Callable[[Page], str]
) -> None:
    named = [
        name
        for name in IN_ADMIN
        if DRAFT in str(browser(cast, name).get(path(draft), follow=True).content.decode())
    ]

    assert named == []


def test_pages_that_are_online_are_chosen_as_before(cast: Cast) -> None:
    home = HomePage.objects.get()
    client = browser(cast, "editor_a")

    assert client.get(f"/gestion/choose-page/{home.pk}/").status_code == 200
    chosen = client.get(f"/gestion/choose-page/chosen-multiple/?id={home.pk}").json()
    assert [row["id"] for row in chosen["result"]] == [home.pk]


def test_tags_of_all_collectives_are_named_to_nobody(cast: Cast) -> None:
    Tag.objects.create(name="secret", slug="secret")

    for name in IN_ADMIN:
        answer = browser(cast, name).get("/gestion/tag-autocomplete/?term=sec")
        assert answer.status_code == 404


@pytest.mark.parametrize("path", ["chooser/", "chooser/upload/"])
def test_nothing_is_embedded(cast: Cast, path: str) -> None:
    video = {"embed-chooser-url": "https://www.youtube.com/watch?v=1"}

    for name in IN_ADMIN:
        assert browser(cast, name).post(f"/gestion/embeds/{path}", video).status_code == 404


def test_no_text_offers_to_embed_and_nothing_is_fetched() -> None:
    assert "embed" not in features.get_default_features()
    with pytest.raises(EmbedException):
        get_embed("https://www.youtube.com/watch?v=1")


@pytest.mark.parametrize(
    "path",
    [
        "failwhale/",
        "choose-page/chosen-multiple/?id=abc",
        f"choose-page/chosen-multiple/?id={HUGE}",
        "choose-page/?target_pages[]=abc",
        f"choose-page/?target_pages[]={HUGE}",
        f"choose-page/{HUGE}/",
        "choose-page/search/?p=abc",
        "bulk/core/collectifsimage/delete/?id=abc",
        f"bulk/core/collectifsimage/delete/?id={HUGE}",
        "bulk/core/collectifsimage/delete/?id=all&childOf=abc",
        "bulk/core/collectifsimage/nothing/?id=1",
        "images/chooser/chosen/abc/",
        f"images/chooser/chosen/{HUGE}/",
        "images/chooser/chosen-multiple/?id=abc",
        f"images/chooser/chosen-multiple/?id={HUGE}",
        f"images/{HUGE}/",
        f"documents/edit/{HUGE}/",
        "documents/chooser/chosen/abc/",
        f"documents/chooser/chosen-multiple/?id={HUGE}",
        "api/main/images/?limit=abc",
        f"api/main/images/?limit={HUGE}&offset={HUGE}",
        f"api/main/pages/?child_of={HUGE}",
        "api/main/pages/?child_of=abc",
        f"pages/{HUGE}/edit/",
        f"pages/{HUGE}/revisions/{HUGE}/view/",
        f"pages/{HUGE}/revisions/compare/{HUGE}...{HUGE}/",
        f"reports/site-history/?p={HUGE}",
        "reports/site-history/?p=-1&user=abc&object_type=abc",
        f"reports/site-history/?user={HUGE}&object_type={HUGE}",
        "images/?p=abc&collection_id=abc",
        f"documents/?p={HUGE}&collection_id={HUGE}",
    ],
)
@pytest.mark.parametrize("name", ["editor_a", "network_admin"])
def test_a_number_that_is_none_is_no_fault_of_ours(cast: Cast, name: str, path: str) -> None:
    client = browser(cast, name)

    assert client.get(f"/gestion/{path}").status_code < 500
    assert client.post(f"/gestion/{path}").status_code < 500


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("redirects/import/process/", {}),
        ("redirects/import/", {}),
        ("images/multiple/add/", {"other": "file"}),
        ("choose-external-link/", {}),
        (f"editing-sessions/ping/wagtailcore/page/{HUGE}/{HUGE}/", {}),
        ("editing-sessions/ping/wagtailcore/page/abc/1/", {"revision_id": "abc"}),
        ("collections/add/", {"name": "x", "parent": str(HUGE)}),
        ("collectif/", {"collective": "abc"}),
        ("dismissibles/", {}),
    ],
)
def test_a_form_that_says_nothing_is_no_fault_of_ours(
    cast: Cast, path: str, typed: dict[str, str]
) -> None:
    client = browser(cast, "network_admin")

    assert client.post(f"/gestion/{path}", typed).status_code < 500
    assert client.patch(f"/gestion/{path}", json.dumps(typed)).status_code < 500


@pytest.mark.parametrize("path", ["/compte/logout/", "/gestion/logout/"])
def test_nobody_is_signed_out_by_a_link(cast: Cast, path: str) -> None:
    client = browser(cast, "manager_a")

    client.get(path)
    client.head(path)
    assert client.get("/gestion/").status_code == 200

    client.post(path)
    assert client.get("/gestion/").status_code == 302
