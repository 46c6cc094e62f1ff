"""A collective's site with a block of each kind, and something for each to show."""

from datetime import timedelta
from typing import Any

from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument, CollectifsImage
from home.models import CollectivePage, EventIndexPage, EventPage, NewsIndexPage, NewsPage
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
)
from tests.pictures import drawn, sent

BY_THEMSELVES = ("coming", "products", "farms", "news", "events", "figures")


def found(slug: str = "lise") -> Collective:
    return found_collective(network=make_network(), name=f"La {slug}", slug=slug, now=MONDAY)


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
