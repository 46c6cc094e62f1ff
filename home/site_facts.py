"""What the blocks of a site say by themselves.

Each part is read when a block first asks for it, and once: a page costs the same however often it
shows it. Nothing of another collective is in it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.models import Page

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.dates import WindowState
from commons.core.described_image import fill, picture_ids, read_pictures
from commons.core.pictured import Pictured
from distributions.addresses import shop_path
from distributions.calendar import next_distribution, sells, window_of
from distributions.models import Attendance, Distribution, PickupPlace
from farms.models import Farm
from home.facts import Figure, figures_of
from home.models.events import EventPage, coming_events
from home.models.news import NewsPage, latest_news
from shop.listings.cards import plain_cards

State = Attendance.State
DATES = 6
LATEST = 3
PRODUCTS = 8


@dataclass
class Facts:
    """What is told at a moment, of a collective or of the network."""

    now: datetime

    @cached_property
    def dates(self) -> list[Distribution]:
        """The next distributions, each with its collective and place."""
        raise NotImplementedError

    @cached_property
    def news(self) -> list[NewsPage]:
        """The latest."""
        raise NotImplementedError

    @property
    def open_date(self) -> Distribution | None:
        """The first of them that one can order for now."""
        for each in self.dates:
            if sells(each, self.now) and window_of(each, self.now) is WindowState.OPEN:
                return each
        return None

    @property
    def dates_and_shops(self) -> list[tuple[Distribution, str]]:
        return [(each, shop_path(each)) for each in self.dates]


@dataclass
class SiteFacts(Facts):
    """Of a collective, as its site tells it; `site` is nothing where it has none."""

    collective: Collective
    site: Page | None = None

    @cached_property
    def dates(self) -> list[Distribution]:
        """The next ones, as they come."""
        rows = Distribution.objects.of(self.collective).upcoming(self.now).select_related("place")
        dates = list(rows[:DATES])
        for each in dates:
            each.collective = self.collective
        return dates

    @cached_property
    def next(self) -> Distribution | None:
        """The next that is open, else the next that will be: `distributions.calendar` says it."""
        if not self.dates:
            return None
        return self.open_date or next_distribution(self.collective, self.now)

    @property
    def shop_url(self) -> str:
        return shop_path(self.next) if self.next else ""

    @cached_property
    def _farms(self) -> list[Any]:
        """Of the collective, and whoever comes to its next distribution."""
        today = self.now.astimezone(self.collective.zone).date()
        engaged = Farm.objects.engaged_with(self.collective, on=today).values("pk")
        coming = Attendance.objects.filter(
            distribution=self.next, state__in=[State.PRESENT, State.UNANSWERED]
        )
        answer = Subquery(coming.filter(farm=OuterRef("pk")).values("state")[:1])
        rows = Farm.objects.filter(Q(pk__in=engaged) | Q(pk__in=coming.values("farm")))
        return list(rows.annotate(answer=answer).order_by(by_name("name"), "pk"))

    @property
    def coming_farms(self) -> list[Any]:
        """Those that come, then those that have not answered; the absent are left out."""
        coming = [farm for farm in self._farms if farm.answer]
        return sorted(coming, key=lambda farm: farm.answer != State.PRESENT)

    @property
    def other_farms(self) -> list[Any]:
        return [farm for farm in self._farms if not farm.answer]

    @cached_property
    def products(self) -> list[SafeString]:
        """Cards to look at: the shop is where one orders."""
        return plain_cards([self.next], self.now, PRODUCTS) if self.next else []

    @cached_property
    def news(self) -> list[NewsPage]:
        return list(latest_news(self.site)[:LATEST]) if self.site else []

    @cached_property
    def events(self) -> list[EventPage]:
        return list(coming_events(self.now, self.site)[:LATEST]) if self.site else []

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_of(self.collective, self.now)

    @cached_property
    def places(self) -> list[PickupPlace]:
        """Those in use."""
        rows = self.collective.places.filter(is_active=True)
        return list(rows.order_by(by_name("name"), "pk"))


def hang_pictures(stream: StreamValue, facts: Facts, *pages: Pictured) -> None:
    """Read the pictures of a stream, of the news in it and of pages around it all at once."""
    shown = list(pages)
    if any(each["type"] == "news" for each in stream.raw_data):
        shown += facts.news
    of_pages = {each.picture_id for each in shown if each.picture_id}
    pictures = read_pictures({*picture_ids(stream.raw_data), *of_pages})
    fill(stream, pictures)
    for each in shown:
        if each.picture_id:
            each.picture = pictures.get(each.picture_id)
