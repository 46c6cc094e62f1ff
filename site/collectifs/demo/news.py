"""The demo's news, over the months before today."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.text import slugify

from collectifs.demo.data_files import read_json
from collectifs.demo.site_pictures import draw_for
from collectifs.demo.written import paragraphs, write
from home.models import CollectivePage, NewsIndexPage, NewsPage


def write_news(most: int, *, now: datetime) -> int:
    """Add and publish `most` of them at most, of collectives that are there; how many."""
    sites = CollectivePage.objects.select_related("collective", "files")
    by_slug = {site.collective.slug: site for site in sites}
    told = [one for one in read_json("news")[:most] if one["collective"] in by_slug]
    for one in sorted(told, key=lambda one: -int(one["days_ago"])):
        _add(by_slug[one["collective"]], one, now)
    return len(told)


def _add(site: CollectivePage, one: dict[str, Any], now: datetime) -> None:
    section = NewsIndexPage.objects.child_of(site).get()
    slug = slugify(one["title"])
    page = NewsPage(title=one["title"], slug=slug, summary=one["summary"], author=one["author"])
    page.date = (now - timedelta(days=one["days_ago"])).astimezone(site.collective.zone).date()
    page.picture = draw_for(site, slug, one)
    page.content = [("text", paragraphs(one["text"]))]
    section.add_child(instance=page)
    write(page, {})
