"""The demo's pages: texts of the network's home, its charter, its collectives and farms."""

from datetime import datetime

from charter.models import CharterPage
from collectifs.demo.data_files import read_json, read_text
from collectifs.demo.farm_pages import write_farm_pages
from collectifs.demo.news import write_events, write_news
from collectifs.demo.site_parts import write
from collectifs.demo.sites import write_homes
from home.blocks import filled
from home.models import WelcomePage


def make_pages(told: int, *, now: datetime) -> int:
    """Write what the sections say, which were made with what they are of; how many they are.

    `told`: how many farms tell of themselves, and how many pieces of news and events there are.
    """
    texts = read_json("network")
    shown = {"content": filled("products", "farms", "news", "events", "join")}
    write(WelcomePage.objects.get(), texts["home"] | shown)
    write(CharterPage.objects.get(), texts["charter"] | {"body": read_text("charter.html")})
    written = write_homes(now=now) + write_farm_pages(told)
    return written + write_news(told, now=now) + write_events(told, now=now) + 2
