"""What is said of each thing that the search finds, read from the thing itself."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, get_page_models
from wagtail.search.index import SearchField

from charter.models import CharterPage
from commons.collectives.models import Collective
from commons.core.sections import Section
from distributions.models import PickupPlace
from farms.models import Farm
from home.blocks import FilledBlock
from home.models import (
    CollectivePage,
    ContactPage,
    ContentPage,
    GuidePage,
    HomePage,
    NewsPage,
)
from home.models.searched import SearchEntry
from shop.catalogue.models import Product

Kind = SearchEntry.Kind
SOME = 200  # rows at a time: pages may be long

type Keys = Collection[int] | None
"""Which things of a kind, by their key; None is all of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """Of one thing: its name, what an excerpt is cut from, and words that are never shown."""

    kind: SearchEntry.Kind
    subject: int
    title: str
    text: str = ""
    words: str = ""
    day: date | None = None


def _collectives(keys: Keys) -> Iterator[Said]:
    """With what its site says first, where that is online."""
    for each in _some(Collective.objects.select_related("page"), keys):
        text = [each.summary, *_written_on(getattr(each, "page", None))]
        yield Said(Kind.COLLECTIVE, each.pk, each.name, _joined(text))


def _farms(keys: Keys) -> Iterator[Said]:
    for each in _some(Farm.objects.select_related("page"), keys):
        text = [each.presentation, *_written_on(getattr(each, "page", None))]
        yield Said(Kind.FARM, each.pk, each.name, _joined(text), words=each.town)


def _products(keys: Keys) -> Iterator[Said]:
    owners = ("seller__farm", "seller__collective")
    rows = Product.objects.select_related("aisle", *owners).prefetch_related("labels")
    for each in _some(rows, keys):
        known = [each.seller_name, each.aisle.name, each.keywords, each.variety, each.origin]
        known += [each.produced_by, *(label.name for label in each.labels.all())]
        yield Said(Kind.PRODUCT, each.pk, each.name, each.description, " ".join(known))


def _places(keys: Keys) -> Iterator[Said]:
    for each in _some(PickupPlace.objects.all(), keys):
        words = f"{each.street} {each.postcode} {each.town}"
        yield Said(Kind.PLACE, each.pk, each.name, words=words)


def _pages(keys: Keys) -> Iterator[Said]:
    """What is online and not the page of something else, by what its class lets be searched."""
    for each in _some(Page.objects.live().type(*searched_pages()).specific(), keys):
        text = _joined(_written_on(each))
        words = " ".join(map(str, _sought_by(each)))
        day = getattr(each, "date", None)
        yield Said(kind_of(each), each.pk, each.title, text, words, day)


SOURCES: Mapping[str, Callable[[Keys], Iterator[Said]]] = {
    Kind.COLLECTIVE: _collectives,
    Kind.FARM: _farms,
    Kind.PRODUCT: _products,
    Kind.PLACE: _places,
    Kind.PAGE: _pages,
}
OF_PAGES = (Kind.NEWS, Kind.GUIDE, Kind.PAGE)


def searched_pages() -> list[type[Page]]:
    """Sections stand for something that is found itself; the charter stands for nothing else."""
    own = [each for each in get_page_models() if not issubclass(each, (Section, HomePage))]
    return [*(each for each in own if each is not Page), CharterPage]


def kind_of(page: Page) -> SearchEntry.Kind:
    if isinstance(page, GuidePage):
        return Kind.GUIDE
    return Kind.NEWS if isinstance(page, NewsPage) else Kind.PAGE


def _some(rows: QuerySet[Any], keys: Keys) -> Iterator[Any]:
    chosen = rows if keys is None else rows.filter(pk__in=keys)
    return chosen.order_by("pk").iterator(chunk_size=SOME)


def _written_on(page: CollectivePage | Page | None) -> list[str]:
    """The texts of a page that is online, in the order of its class, without its title."""
    if page is None or not page.live:
        return []
    fields = [each for each in page.get_search_fields() if isinstance(each, SearchField)]
    texts: list[str] = []
    for field in fields:
        value = () if field.field_name == "title" else field.get_value(page)
        texts += [value] if isinstance(value, str) else [str(each) for each in value or ()]
    return texts


def _sought_by(page: Page) -> list[str]:
    """What one looks for a page with, beside what its editor wrote: "contact", "adhésion"."""
    if isinstance(page, ContactPage):
        return [str(page._meta.verbose_name)]
    blocks = (each.block for each in page.content) if isinstance(page, ContentPage) else ()
    return [word for each in blocks if isinstance(each, FilledBlock) for word in each.sought_by()]


def _joined(texts: list[str]) -> str:
    """On one line, without those that another one says again."""
    lines = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    own = [line for line in lines if not any(line in other for other in lines if other != line)]
    return " ".join(own)
