"""Blocks of a site: each fills itself once, shows nothing of another, leaves nothing when empty."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from commons.core.models import CollectifsDocument, CollectifsImage
from home.blocks import filled
from home.models import (
    CollectivePage,
    ContentPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    WelcomePage,
)
from home.sections import found_collective
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_network,
    make_place,
    make_product,
    make_user,
)
from tests.pictures import drawn, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
BY_THEMSELVES = ("coming", "products", "farms", "news", "events", "figures")


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def found(slug: str = "lise") -> Collective:
    return found_collective(network=make_network(), name=f"La {slug}", slug=slug, now=MONDAY)


@pytest.fixture
def collective() -> Collective:
    return found()


def show(collective: Collective, *blocks: Any) -> CollectivePage:
    page: CollectivePage = collective.page
    page.content = list(blocks)
    page.save_revision().publish()
    return page


def picture(title: str = "Halle") -> CollectifsImage:
    image: CollectifsImage = CollectifsImage.objects.create(
        title=title, file=sent(drawn("WEBP"), "photo.webp")
    )
    return image


def described() -> CollectifsImage:
    image: Any = picture()
    image.contextual_alt_text, image.decorative = "La halle", False
    return image  # type: ignore[no-any-return]


def written_blocks(collective: Collective) -> list[Any]:
    """One of each that an editor writes, as a stream stores them."""
    document = CollectifsDocument.objects.create(title="Statuts", file=sent(b"%PDF", "statuts.pdf"))
    place = make_place(collective)
    of_picture = {"picture": described(), "caption": "Le vendredi"}
    return [
        ("text", "<p>Depuis 2012.</p>"),
        ("picture", of_picture),
        ("gallery", [of_picture, of_picture]),
        ("people", [{"name": "Ida", "does": "Trésorière", "picture": described()}]),
        ("questions", [{"question": "Quand ?", "answer": "<p>Vendredi.</p>"}]),
        ("quotation", {"text": "Bonne soupe.", "who": "Paul"}),
        ("document", {"document": document, "title": ""}),
        ("way", {"title": "", "place": place, "text": "<p>Par la cour.</p>"}),
        ("join", {"title": "", "dues": "10 € par an", "text": "<p>Une voix chacun.</p>"}),
    ]


def add_news(collective: Collective, title: str) -> None:
    below = NewsIndexPage.objects.child_of(collective.page).get()
    slug = title.lower().replace(" ", "-")
    image = picture(title)
    below.add_child(instance=NewsPage(title=title, slug=slug, summary=title, picture=image))


def add_event(collective: Collective, title: str) -> None:
    below = EventIndexPage.objects.child_of(collective.page).get()
    hours = {"starts_at": MONDAY + timedelta(days=2), "ends_at": MONDAY + timedelta(days=2)}
    below.add_child(instance=EventPage(title=title, slug="fete", summary=title, **hours))


def furnish(collective: Collective) -> None:
    """With something for every block to show."""
    distribution = make_distribution(collective)
    for number in range(9):
        make_listing(make_product(f"Produit {number}"), distribution, is_featured=number == 8)
    make_engagement(make_farm("Rucher"), collective)
    make_attendance(distribution, make_farm("Verger"), state="unanswered")
    for number in range(4):
        add_news(collective, f"Nouvelle {number}")
    add_event(collective, "Fête de la soupe")
    past = make_distribution(collective, day=(MONDAY - timedelta(days=10)).date())
    make_listing(make_product("Vieux"), past)


def test_every_block_twice_costs_15_queries_at_most(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    blocks = written_blocks(collective) + filled(*BY_THEMSELVES)
    show(collective, *blocks, *blocks)
    CollectivePage.objects.update(picture=picture())
    client.get("/lise/")
    client.force_login(make_user())

    with django_assert_max_num_queries(15):
        page = read(client.get("/lise/"))

    assert page.count("Bonne soupe.") == 2
    assert page.count("Produit 8") == 2
    assert page.count('alt="La halle"') == 8


def test_blocks_fill_themselves(client: Client, collective: Collective) -> None:
    furnish(collective)
    show(collective, *filled(*BY_THEMSELVES))

    page = read(client.get("/lise/"))

    assert "Prochaines distributions" in page
    assert page.index("Produit 8") < page.index("Produit 0")
    assert "Vieux" not in page
    assert page.index("Qui vient le 27 novembre") < page.index("Verger") < page.index("Rucher")
    assert "Nouvelle 3" in page
    assert "Nouvelle 0" not in page
    assert "Fête de la soupe" in page
    assert "<b>11</b> fermes" in page


def test_a_title_of_the_editor_takes_the_place_of_the_own_one(
    client: Client, collective: Collective
) -> None:
    furnish(collective)

    show(collective, ("products", {"title": "Ce qui mûrit"}))

    page = read(client.get("/lise/"))
    assert "Ce qui mûrit</h2>" in page
    assert "Produits du moment" not in page


def test_without_anything_to_show_a_block_leaves_nothing(
    client: Client, collective: Collective
) -> None:
    show(collective, *filled(*BY_THEMSELVES))

    assert 'class="block-' not in read(client.get("/lise/"))


def test_nothing_of_another_collective_is_shown(client: Client, collective: Collective) -> None:
    furnish(found("autre"))
    blocks = [*filled(*BY_THEMSELVES), ("way", {"title": "", "place": None, "text": ""})]
    show(collective, *blocks)

    page = read(client.get("/lise/"))

    assert 'class="block-' not in page


def test_the_way_shows_the_place_that_is_chosen_else_each_in_use(
    client: Client, collective: Collective
) -> None:
    chosen = make_place(collective, name="Halle", opening_notes="Par la cour.")
    make_place(collective, name="Café")
    make_place(collective, name="Ancien", is_active=False)
    show(collective, ("way", {"title": "", "place": chosen, "text": ""}))
    page = read(client.get("/lise/"))
    assert "Par la cour." in page
    assert "Café" not in page

    show(collective, ("way", {"title": "", "place": None, "text": ""}))

    page = read(client.get("/lise/"))
    assert page.index("Café") < page.index("Halle")
    assert "Ancien" not in page


def test_a_place_of_another_collective_is_refused(collective: Collective) -> None:
    page = collective.page
    page.content = [("way", {"title": "", "place": make_place(found("autre")), "text": ""})]

    with pytest.raises(ValidationError, match="est un lieu d’un autre collectif"):
        page.full_clean()


def test_an_editor_chooses_among_the_places_of_the_own_collective(collective: Collective) -> None:
    own, other = make_place(collective, name="Halle"), make_place(found("autre"), name="Café")
    editor, client = make_user(), Client()
    grant_role(collective=collective, user=editor, role=Role.EDITOR, actor=None, now=MONDAY)
    client.force_login(editor)

    offered = client.get(reverse("place_chooser:choose")).json()["html"]

    assert "Halle" in offered
    assert "Café" not in offered
    assert client.get(reverse("place_chooser:chosen", args=[own.pk])).status_code == 200
    assert client.get(reverse("place_chooser:chosen", args=[other.pk])).status_code == 404
    several = client.get(reverse("place_chooser:chosen_multiple"), {"id": [own.pk, other.pk]})
    assert "Café" not in several.text


def test_the_call_to_join_says_what_it_costs_and_leads_there(
    client: Client, collective: Collective
) -> None:
    show(collective, ("join", {"title": "", "dues": "10 € par an", "text": ""}))

    page = read(client.get("/lise/"))

    assert "Cotisation\u00a0: 10 € par an" in page
    assert 'href="/lise/adherer/"' in page


def test_a_new_site_is_worth_showing_at_once(client: Client, collective: Collective) -> None:
    furnish(collective)

    page = read(client.get("/lise/"))

    for words in ("Prochaines distributions", "Produits du moment", "Qui vient", "Adhérer"):
        assert words in page


def test_pages_of_the_site_take_the_same_blocks(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    blocks = written_blocks(collective) + filled(*BY_THEMSELVES)
    page = ContentPage(title="Venir", slug="venir", content=[*blocks, *blocks])
    collective.page.add_child(instance=page)
    client.get("/lise/venir/")
    client.force_login(make_user())

    with django_assert_max_num_queries(15):
        shown = read(client.get("/lise/venir/"))

    assert "Par la cour." in shown


def test_the_networks_home_shows_news_of_all_beside_its_finder(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    add_news(found("autre"), "Ailleurs")
    page = WelcomePage.objects.get()
    page.content = [*written_blocks(collective)[:7], *filled("news", "events", "news", "events")]
    page.save_revision().publish()
    client.get("/")

    with django_assert_max_num_queries(15):
        shown = read(client.get("/"))

    assert shown.count("Ailleurs</a>") == 2
    assert shown.count("Fête de la soupe</a>") == 2
    assert "Bonne soupe." in shown
