"""What pages and their blocks ask beside what they are given."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commons.collectives.models import Collective
from commons.core.dates import day_and_year, hour, hours_range
from distributions.models import PickupPlace
from home.farm_cards import Directory, directory_of
from home.headlines import Headline, headlines_of
from home.models import EventPage
from home.network_map import tiles
from home.site_facts import SiteFacts

register = template.Library()


@register.simple_tag
def shown_places(chosen: PickupPlace | None, facts: SiteFacts | None) -> Sequence[PickupPlace]:
    """The place that the editor chose, of that collective; else each in use."""
    if not isinstance(facts, SiteFacts):
        return []
    if chosen is None:
        return facts.places
    return [chosen] if chosen.collective_id == facts.collective.pk else []


@register.simple_tag
def headlines(collective: Collective) -> Sequence[Headline]:
    """Its latest news, for a page of the shop."""
    return headlines_of(collective)


@register.simple_tag
def when(event: EventPage, zone: ZoneInfo) -> str:
    """Write "27 novembre 2026, 17 h 30 – 19 h 30", or from one day to another."""
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    first, last = day_and_year(starts.date()), day_and_year(ends.date())
    if starts.date() == ends.date():
        return f"{first}, {hours_range(starts, ends, zone)}"
    words = {"first": first, "start": hour(starts, zone), "last": last, "end": hour(ends, zone)}
    return _("From %(first)s, %(start)s to %(last)s, %(end)s") % words


@register.simple_tag
def map_tiles() -> dict[str, str] | None:
    """Of the map on tap, where the installation names their host."""
    return tiles()


@register.simple_tag
def farm_directory(request: HttpRequest) -> Directory:
    """The farms that the address asks for: the page of farms lies below what they sell."""
    return directory_of(request)
