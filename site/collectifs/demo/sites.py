"""The demo's collectives show themselves: each its blocks, its colour, its words, its events."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from collectifs.demo.data_files import read_json
from collectifs.demo.written import paragraphs, write
from commons.collectives.services import dress_collective
from home.blocks import filled
from home.five_fields_services import SiteWords, fill_site
from home.models import CollectivePage, EventIndexPage, EventPage


def write_sites(*, now: datetime) -> int:
    """As `sites.json` says, for the collectives that are there; how many."""
    told = {one["collective"]: one for one in read_json("sites")}
    sites = list(CollectivePage.objects.select_related("collective"))
    for site in sites:
        _write(site, told[site.collective.slug], now)
    return len(sites)


def _write(site: CollectivePage, one: Mapping[str, Any], now: datetime) -> None:
    """The summary's first sentence above, the others among the blocks."""
    first, _point, others = site.collective.summary.partition(". ")
    written = ("text", paragraphs([others]))
    blocks = [written if kind == "text" else filled(kind)[0] for kind in one["blocks"]]
    sentence = first.rstrip(".") + "."
    write(site, {"introduction": sentence, "content": blocks})
    collective = site.collective
    contact = {"contact_email": collective.contact_email, "phone": collective.phone}
    words = SiteWords(sentence=sentence, where=one["where"], dues=one["dues"], **contact)
    fill_site(collective=collective, words=words, actor=None, now=now)
    dress_collective(collective=collective, colour=one["colour"], actor=None, now=now)
    for event in one["events"]:
        _add(site, event, now)


def _add(site: CollectivePage, one: Mapping[str, Any], now: datetime) -> None:
    """At ten in the morning, so many days from now."""
    day = now.astimezone(site.collective.zone) + timedelta(days=one["in_days"])
    starts = day.replace(hour=10, minute=0, second=0, microsecond=0)
    page = EventPage(**{name: one[name] for name in ("title", "slug", "summary", "place")})
    page.starts_at, page.ends_at = starts, starts + timedelta(hours=one["hours"])
    EventIndexPage.objects.child_of(site).get().add_child(instance=page)
    write(page, {})
