"""What links to a page or a file: another's draft is counted there, and not named."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page
from wagtail.rich_text import RichText

from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument
from home.models import ContentPage
from home.sections import ensure_sections
from tests.cast import Cast, make_cast
from tests.factories import make_user
from tests.pictures import in_library, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
DRAFT = "Brouillon secret"
type Thing = Callable[[Collective], tuple[str, str, int]]


@pytest.fixture
def cast(settings: Settings, tmp_path: object) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    made = make_cast()
    ensure_sections()
    return made


def a_page(collective: Collective) -> tuple[str, str, int]:
    """What a text holds of it, and its screen."""
    page = collective.page.add_child(instance=ContentPage(title="Nous", slug="nous"))
    return f'<a linktype="page" id="{page.pk}">Nous</a>', "wagtailadmin_pages:usage", page.pk


def a_picture(collective: Collective) -> tuple[str, str, int]:
    number = in_library("Un lavoir", collection=collective.page.files).pk
    shown = f'<embed embedtype="image" id="{number}" format="left" alt="Un lavoir"/>'
    return shown, "wagtailimages:image_usage", number


def a_document(collective: Collective) -> tuple[str, str, int]:
    made = CollectifsDocument.objects.create(
        title="Contrat", file=sent(b"%PDF", "contrat.pdf"), collection=collective.page.files
    )
    link = f'<a linktype="document" id="{made.pk}">Le contrat</a>'
    return link, "wagtaildocs:document_usage", made.pk


def draft_with(text: str, site: Page) -> Page:
    words = [("text", RichText(f"<p>{text}</p>"))]
    draft = ContentPage(title=DRAFT, slug="brouillon", live=False, content=words)
    made: Page = site.add_child(instance=draft)
    made.save_revision()
    return made


@pytest.mark.parametrize("thing", [a_page, a_picture, a_document])
@pytest.mark.parametrize("query", ["", "?describe_on_delete=1"])
def test_a_draft_of_another_is_not_named_where_it_links_to_ones_own(
    cast: Cast, thing: Thing, query: str
) -> None:
    text, screen, number = thing(cast.a.collective)
    draft_with(text, cast.b.collective.page)
    editor, administrator = Client(), Client()
    editor.force_login(cast.users["editor_a"])
    administrator.force_login(make_user(is_superuser=True, is_staff=True))

    path = reverse(screen, args=[number]) + query
    answer = editor.get(path)

    assert answer.status_code == 200
    assert DRAFT not in read(answer)
    assert "brouillon" not in read(answer)
    assert DRAFT in read(administrator.get(path))
