"""The demo's pages: texts of the network's home, its charter, its collectives and farms."""

from collections.abc import Iterable, Mapping

from django.utils.html import format_html_join
from wagtail.models import Page

from charter.models import CharterPage
from collectifs.demo.data_files import read_json, read_text
from commons.collectives.models import Collective
from commons.core.models import CollectifsImage
from farms.models import Farm, FarmPage
from home.models import CollectivePage, HomePage


def make_pages(farm_pictures: Mapping[str, CollectifsImage]) -> int:
    """Fill the home page and add every other below it; pictures are by the farm's slug."""
    home, texts = HomePage.objects.get(), read_json("network")
    _write_home(home, texts["home"])
    charter = CharterPage(slug="charte", body=read_text("charter.html"), **texts["charter"])
    pages: list[Page] = [charter]
    pages += [_collective_page(each) for each in Collective.objects.all()]
    pages += [_farm_page(each, farm_pictures.get(each.slug)) for each in Farm.objects.all()]
    for page in pages:
        home.add_child(instance=page)
    return len(pages) + 1


def _write_home(home: HomePage, texts: Mapping[str, str]) -> None:
    home.heading = texts["heading"]
    home.introduction = texts["introduction"]
    home.save(update_fields=["heading", "introduction"])


def _collective_page(collective: Collective) -> CollectivePage:
    return CollectivePage(
        collective=collective,
        title=collective.name,
        slug=collective.slug,
        introduction=collective.summary.partition(". ")[0].rstrip(".") + ".",
        body=_paragraphs([collective.summary]),
    )


def _farm_page(farm: Farm, picture: CollectifsImage | None) -> FarmPage:
    return FarmPage(
        farm=farm,
        title=farm.name,
        slug=farm.slug,
        body=_paragraphs(farm.presentation.split("\n\n")),
        picture=picture,
    )


def _paragraphs(texts: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
