"""What an editor may type stands on the page; what is deleted leaves nothing behind."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.test import Client
from pytest_django import Settings
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page

from charter.models import CharterPage
from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument, CollectifsImage
from farms.models import FarmPage
from farms.services import create_farm
from home.models import (
    CollectivePage,
    ContactPage,
    ContentPage,
    EventIndexPage,
    EventPage,
    GuidePage,
    GuidesPage,
    NewsIndexPage,
    NewsPage,
    WelcomePage,
)
from home.sections import found_collective
from tests.factories import (
    MONDAY,
    make_distribution,
    make_listing,
    make_network,
    make_place,
    make_product,
)
from tests.guides import add_guide
from tests.pictures import in_library
from tests.reading import read
from tests.site_blocks import described, written_blocks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WRITTEN = (CollectivePage, ContentPage, ContactPage, NewsIndexPage, NewsPage, EventIndexPage)
WRITTEN += (EventPage, GuidesPage, GuidePage, FarmPage, WelcomePage, CharterPage)
NOT_WORDS = {"slug", "theme", "level"}
"""An address, and what is chosen from a list."""


@pytest.fixture(autouse=True)
def collective(settings: Settings, tmp_path: object) -> Collective:
    settings.MEDIA_ROOT = tmp_path
    made = found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)
    hours = {"starts_at": MONDAY + timedelta(days=2), "ends_at": MONDAY + timedelta(days=2)}
    news, agenda = NewsIndexPage.objects.get(), EventIndexPage.objects.get()
    news.add_child(instance=NewsPage(title="Foin", slug="foin", summary="Coupé"))
    agenda.add_child(instance=EventPage(title="Fête", slug="fete", summary="Venez", **hours))
    add_guide(GuidesPage.objects.get(), "Peser")
    create_farm(name="Pré Joli", now=MONDAY)
    CharterPage.objects.update(live=True)
    return made


def words_of(kind: type[Page]) -> list[models.Field[Any, Any]]:
    """The fields of its editor that hold a text."""
    names = {panel.field_name for panel in fields(kind.content_panels + kind.promote_panels)}
    texts = (models.CharField, models.TextField)
    found = (kind._meta.get_field(name) for name in sorted(names - NOT_WORDS))
    return [field for field in found if isinstance(field, texts)]


def fields(panels: list[Panel]) -> Iterator[FieldPanel]:
    for panel in panels:
        yield from fields(getattr(panel, "children", []))
        if isinstance(panel, FieldPanel):
            yield panel


def word(field: models.Field[Any, Any]) -> str:
    said = f"mot-de-{field.name}".replace("_", "-")
    if isinstance(field, models.URLField):
        return f"https://{said}.example/"
    return f"<p>{said}</p>" if isinstance(field, RichTextField) else said


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_text_of_the_editor_is_on_the_page(client: Client, kind: type[Page]) -> None:
    page, texts = kind.objects.earliest("pk"), words_of(kind)
    kind.objects.filter(pk=page.pk).update(**{field.name: word(field) for field in texts})

    answer = client.get(page.url)

    assert answer.status_code == 200
    shown = read(answer)
    assert [field.name for field in texts if word(field) not in shown] == []


@pytest.mark.parametrize("lost", [CollectifsImage, CollectifsDocument])
def test_what_was_deleted_leaves_no_hole(
    client: Client, collective: Collective, lost: type[models.Model]
) -> None:
    page = ContentPage(title="Venir", slug="venir", content=written_blocks(collective))
    collective.page.add_child(instance=page)
    of_picture = {"picture": described(), "caption": "Le vendredi"}
    farm = FarmPage.objects.get()
    farm.gallery, farm.picture = [("picture", of_picture)], in_library("Pré")
    farm.save_revision().publish()
    document = CollectifsDocument.objects.earliest("pk")
    guide = GuidePage.objects.get()
    guide.attachments = [("document", {"document": document, "title": "Le contrat"})]
    guide.save_revision().publish()

    lost.objects.all().delete()

    for path in ("/lise/venir/", "/fermes/pre-joli/", "/fiches/peser/"):
        answer = client.get(path)
        shown = answer.content.decode()
        assert answer.status_code == 200, path
        assert 'href=""' not in shown, path
        assert "None" not in shown, path
        if lost is CollectifsImage:
            assert '<figure class="figure"' not in shown, path
        else:
            assert "Le contrat" not in shown, path


def test_a_title_of_the_figures_is_seen(client: Client, collective: Collective) -> None:
    make_listing(make_product("Miel"), make_distribution(collective))
    page = collective.page
    page.content = [("figures", {"title": "En un coup d’œil"})]
    page.save_revision().publish()

    assert '<h2 class="mb-3">En un coup d’œil</h2>' in read(client.get("/lise/"))


def test_an_event_says_its_place_and_where_in_it(client: Client, collective: Collective) -> None:
    place = make_place(collective)
    EventPage.objects.update(pickup_place=place, place="Salle du fond")

    shown = read(client.get("/lise/agenda/fete/"))

    assert "71490 Saint-Aubert-sur-Lise, Salle du fond" in shown
