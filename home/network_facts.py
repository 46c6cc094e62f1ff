"""What the blocks of the network's home say by themselves: of all its collectives."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils.safestring import SafeString

from commons.core.alphabet import by_name
from commons.core.dates import WindowState
from distributions.calendar import window_of
from distributions.models import Attendance, Distribution
from distributions.querysets import DistributionQuerySet
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
        return list(self._dates[:DATES])

    @property
    def _dates(self) -> DistributionQuerySet:
        rows: DistributionQuerySet = Distribution.objects.upcoming(self.now).selling()
        return rows.select_related("place", "collective__network")

    @cached_property
    def open_dates(self) -> list[Distribution]:
        """The next ones that one can order for now: asked for where none of `dates` is one."""
        is_open = (each for each in self.dates if window_of(each, self.now) is WindowState.OPEN)
        return list(is_open) or list(self._dates.open_at(self.now)[:DATES])

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
        """Cards to look at, of each date in turn that can be ordered for, else of the next ones."""
        return plain_cards(self._shown_dates, self.now, PRODUCTS) if self.dates else []

    @property
    def _shown_dates(self) -> list[Distribution]:
        """Those that are open, else those that will be, else those that are closed."""
        states = [(each, window_of(each, self.now)) for each in self.dates]
        later = [each for each, state in states if state is not WindowState.CLOSED]
        return self.open_dates or later or self.dates

    @cached_property
    def news(self) -> list[NewsPage]:
        return list(latest_news()[:LATEST])

    @cached_property
    def events(self) -> list[EventPage]:
        return list(coming_events(self.now)[:LATEST])

    @cached_property
    def figures(self) -> list[Figure]:
        return facts(self.now)
