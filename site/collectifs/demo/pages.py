"""The demo's pages: texts of the network's home, its charter, its collectives and farms."""

from datetime import datetime
from typing import Any

from charter.models import CharterPage
from collectifs.demo.data_files import read_json, read_text
from collectifs.demo.farm_pages import write_farm_pages
from collectifs.demo.news import write_news
from collectifs.demo.written import paragraphs, write
from home.blocks import FIRST_BLOCKS
from home.models import CollectivePage, WelcomePage


def make_pages(told: int, *, now: datetime) -> int:
    """Write what the sections say, which were made with what they are of; how many they are.

    `told`: how many farms tell of themselves, and how many pieces of news there are.
    """
    texts = read_json("network")
    write(WelcomePage.objects.get(), texts["home"])
    write(CharterPage.objects.get(), texts["charter"] | {"body": read_text("charter.html")})
    sites = CollectivePage.objects.select_related("collective")
    for site in sites:
        write(site, _of_collective(site.collective.summary))
    return len(sites) + write_farm_pages(told) + write_news(told, now=now) + 2


def _of_collective(summary: str) -> dict[str, Any]:
    """The first sentence above, the others among the blocks of a new site."""
    first, _point, others = summary.partition(". ")
    written = [("text", paragraphs([others]))] if others else []
    return {
        "introduction": first.rstrip(".") + ".",
        "content": [*FIRST_BLOCKS[:1], *written, *FIRST_BLOCKS[1:]],
    }
