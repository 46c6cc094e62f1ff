"""What the blocks of the network's home say by themselves: of all its collectives."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils.safestring import SafeString

from commons.core.alphabet import by_name
from distributions.models import Attendance, Distribution
from farms.models import Farm
from home.facts import Figure, facts
from home.models.events import EventPage, coming_events
from home.models.news import NewsPage, latest_news
from home.site_facts import DATES, LATEST, PRODUCTS, Facts
from shop.listings.cards import plain_cards

FARMS = 12


@dataclass
class NetworkFacts(Facts):
    """Of the network; its hours are those of each collective, its days of `zone`."""

    zone: ZoneInfo

    @cached_property
    def dates(self) -> list[Distribution]:
        """Of all collectives, but of those that pause."""
        rows = Distribution.objects.upcoming(self.now).selling()
        return list(rows.select_related("place", "collective__network")[:DATES])

    @property
    def next(self) -> Distribution | None:
        return self.open_date or next(iter(self.dates), None)

    @cached_property
    def coming_farms(self) -> list[Any]:
        """Some of those that come to these dates, the next date first."""
        coming = Farm.objects.filter(
            attendances__distribution__in=self.dates, attendances__state=Attendance.State.PRESENT
        )
        first = coming.annotate(first=Min("attendances__distribution__starts_at"))
        return list(first.order_by("first", by_name("name"), "pk")[:FARMS])

    @cached_property
    def products(self) -> list[SafeString]:
        """Cards to look at, of each of these dates in turn."""
        return plain_cards(self.dates, self.now, PRODUCTS) if self.dates else []

    @cached_property
    def news(self) -> list[NewsPage]:
        return list(latest_news()[:LATEST])

    @cached_property
    def events(self) -> list[EventPage]:
        return list(coming_events(self.now)[:LATEST])

    @cached_property
    def figures(self) -> list[Figure]:
        return facts(self.now)
