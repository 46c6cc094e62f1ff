"""Every field that an editor is offered is shown to whoever reads the page."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page

from charter.models import CharterPage
from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument, CollectifsImage
from farms.models import FarmPage, FarmsPage
from farms.services import create_farm
from home.models import (
    CollectivePage,
    ContactPage,
    ContentPage,
    EventIndexPage,
    EventPage,
    GuidePage,
    GuideShelf,
    GuidesPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    WelcomePage,
)
from home.sections import found_collective
from tests.factories import MONDAY, make_member, make_network, make_place
from tests.guides import add_guide, theme_id
from tests.pictures import in_library, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SCHEDULE = {"go_live_at", "expire_at"}
MAILS = {"comment_notifications"}
NOTHING_OFFERED = (HomePage, FarmsPage, GuideShelf)
ADDRESS = {"street": "4 chemin du Pré", "postcode": "71490", "town": "Saint-Aubert"}
REACHED = {"phone": "06 39 98 10 11", "email": "pre@fermes.example"}

type Said = tuple[Any, str]
"""A value of a field, and what of it is read."""


@pytest.fixture
def lise(settings: Settings, tmp_path: object) -> Collective:
    settings.MEDIA_ROOT = tmp_path
    found = found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)
    add_guide(GuidesPage.objects.get(), "Une autre")
    return found


def the_page(lise: Collective, kind: type[Page]) -> Any:
    """The one that stands there, or one that is added."""
    return kind.objects.first() or ADDED[kind](lise)


def add_content(lise: Collective) -> Page:
    page: Page = lise.page.add_child(instance=ContentPage(title="Venir", slug="venir"))
    return page


def add_news(lise: Collective) -> Page:
    page: Page = NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title="Une nouvelle", slug="nouvelle", summary="Un résumé")
    )
    return page


def add_event(lise: Collective) -> Page:
    hours = {"starts_at": MONDAY + timedelta(days=2), "ends_at": MONDAY + timedelta(days=2)}
    page: Page = EventIndexPage.objects.get().add_child(
        instance=EventPage(title="Une fête", slug="fete", summary="Un résumé", **hours)
    )
    return page


def add_farm(lise: Collective) -> Page:
    page: Page = create_farm(name="Le Pré", now=MONDAY, **ADDRESS, **REACHED).page
    return page


ADDED: dict[type[Page], Callable[[Collective], Page]] = {
    ContentPage: add_content,
    NewsPage: add_news,
    EventPage: add_event,
    FarmPage: add_farm,
}


def picture() -> CollectifsImage:
    image: Any = in_library("Halle", credit="Photo à voir")
    image.contextual_alt_text, image.decorative = "Une halle à voir", False
    return image  # type: ignore[no-any-return]


def attached() -> list[Any]:
    document = CollectifsDocument.objects.create(
        title="Pièce à voir", file=sent(b"%PDF", "piece.pdf")
    )
    return [("document", {"document": document, "title": ""})]


WORDS = (
    *("title", "seo_title", "search_description", "introduction", "heading", "summary", "author"),
    *("place", "opening"),
)
TEXTS = ("story", "practices", "body")


def said_by(name: str, page: Any) -> Said:
    """What to type into a field, and where it must be read; a KeyError: nobody has said."""
    if name in WORDS:
        return (f"Du champ {name}", f"Du champ {name}")
    if name in TEXTS:
        return (f"<p>Du champ {name}</p>", f"Du champ {name}")
    others: dict[str, Callable[[], Said]] = {
        "slug": lambda: ("adresse-a-voir", "/adresse-a-voir/"),
        "content": lambda: ([("text", "<p>Un texte à voir</p>")], "Un texte à voir"),
        "picture": lambda: (picture(), "Photo à voir"),
        "gallery": lambda: (
            [("picture", {"picture": picture(), "caption": ""})],
            "Une halle à voir",
        ),
        "show_in_menus": lambda: (True, f'aria-current="page">{page.title}</a>'),
        "show_address": lambda: (True, ADDRESS["street"]),
        "show_phone": lambda: (True, REACHED["phone"].replace(" ", "\u00a0")),
        "show_email": lambda: (True, f"mailto:{REACHED['email']}"),
        "website": lambda: ("https://pre.example/", "https://pre.example/"),
        "date": lambda: (date(2026, 3, 5), "5 mars 2026"),
        "starts_at": lambda: (datetime(2026, 3, 5, 9, tzinfo=UTC), "5 mars 2026"),
        "ends_at": lambda: (datetime(2027, 3, 5, 9, tzinfo=UTC), "5 mars 2027"),
        "pickup_place": lambda: (make_place(page.collective, name="Halle à voir"), "Halle à voir"),
        "themes": lambda: ([("theme", "Un thème à voir")], "Un thème à voir"),
        "theme": lambda: (theme_id("Communication"), "Communication</a>"),
        "level": lambda: (GuidePage.Level.EXPERT, str(GuidePage.Level.EXPERT.label)),
        "is_for_members": lambda: (True, ">membres</span>"),
        "attachments": lambda: (attached(), "Pièce à voir"),
        "related": lambda: (
            [("guide", GuidePage.objects.get(title="Une autre"))],
            'href="/fiches/une-autre/"',
        ),
        "review_due_on": lambda: (date(2027, 3, 5), "5 mars 2027"),
        "reviewed_on": lambda: (date(2026, 3, 5), "5 mars 2026"),
    }
    return others[name]()


def offered(page: Page) -> Iterator[str]:
    """The fields of its form."""
    form = page.get_edit_handler().get_form_class()
    yield from set(form.base_fields) - SCHEDULE - MAILS


def published(page: Any, name: str, value: Any) -> Any:
    setattr(page, name, value)
    page.save_revision().publish()
    caches["local"].clear()
    return type(page).objects.get(pk=page.pk)


KINDS = (
    *(WelcomePage, CharterPage, CollectivePage, ContentPage, ContactPage, NewsIndexPage, NewsPage),
    *(EventIndexPage, EventPage, GuidesPage, GuidePage, FarmPage),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_offered_is_shown(client: Client, lise: Collective, kind: type[Page]) -> None:
    page = the_page(lise, kind)
    client.force_login(make_member(lise).persons.get().user)

    for name in offered(page):
        before = getattr(page, name)
        value, words = said_by(name, page)
        page = published(page, name, value)
        assert words in page.url + read(client.get(page.url)), name
        page = published(page, name, before)


def test_every_kind_of_page_is_tried_or_offers_nothing(lise: Collective) -> None:
    ours = {kind for kind in Page.__subclasses__() for kind in descendants(kind)}

    assert ours == {*KINDS, *NOTHING_OFFERED}
    for kind in (HomePage, FarmsPage):
        assert not set(offered(kind.objects.get()))


def descendants(kind: type[Page]) -> Iterator[type[Page]]:
    """It and those below it that are stored."""
    if not kind._meta.abstract:
        yield kind
    for each in kind.__subclasses__():
        yield from descendants(each)


def test_tags_which_nothing_shows_are_asked_of_no_file() -> None:
    for kind in (CollectifsImage, CollectifsDocument):
        assert "tags" not in kind.admin_form_fields
