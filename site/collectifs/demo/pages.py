"""The demo's pages: texts of the network's home, its charter, its collectives and farms."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html_join

from charter.models import CharterPage
from collectifs.demo.data_files import read_json, read_text
from commons.core.models import CollectifsImage
from commons.core.sections import Section
from farms.models import FarmPage
from home.models import CollectivePage, WelcomePage


def make_pages(farm_pictures: Mapping[str, CollectifsImage]) -> int:
    """Write what the sections say, which were made with what they are of; how many they are.

    Pictures are by the farm's slug.
    """
    texts = read_json("network")
    _write(WelcomePage.objects.get(), texts["home"])
    _write(CharterPage.objects.get(), texts["charter"] | {"body": read_text("charter.html")})
    sites = CollectivePage.objects.select_related("collective")
    for site in sites:
        _write(site, _of_collective(site.collective.summary))
    farms = FarmPage.objects.select_related("farm")
    for page in farms:
        story = _paragraphs(page.farm.presentation.split("\n\n"))
        _write(page, {"story": story, "picture": farm_pictures.get(page.farm.slug)})
    return len(sites) + len(farms) + 2


def _of_collective(summary: str) -> dict[str, Any]:
    return {
        "introduction": summary.partition(". ")[0].rstrip(".") + ".",
        "content": [("text", _paragraphs([summary]))],
    }


def _write(page: Section, words: Mapping[str, Any]) -> None:
    for field, value in words.items():
        setattr(page, field, value)
    page.save_revision().publish()


def _paragraphs(texts: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
