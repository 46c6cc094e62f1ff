"""Distributions: what comes, what was, and the page of one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commons.core.dates import day_of_year, hours_range
from commons.core.viewsets import RoomPage, RowsView
from distributions.addresses import shop_path
from distributions.models import Distribution
from distributions.rule_words import in_words
from distributions.states import state_of
from home.backoffice.base import InCollective, Room, RowLink
from home.backoffice.labels import STATES, yes_no
from home.backoffice.rooms.calendar_pages import (
    CalendarPage,
    ChangeSeason,
    RemoveDate,
    ResumeSeason,
    StopSeason,
)
from home.backoffice.rooms.cancelling import CancelDate
from home.backoffice.rooms.listings import ChangeListing, ListGoods, Listings, ListingsFound
from home.backoffice.rooms.planning import Correct, Extend, PlanOne, SheetLine
from home.backoffice.rooms.seasons import DeleteSeries, PlanSeries
from home.backoffice.selectors import distributions_of, sellers_of


def date_of(distribution: Distribution) -> str:
    return day_of_year(distribution.starts_at, timezone.now(), distribution.collective.zone)


def hours_of(distribution: Distribution) -> str:
    zone = distribution.collective.zone
    return hours_range(distribution.starts_at, distribution.ends_at, zone)


def state_words(distribution: Distribution) -> str:
    return str(STATES[state_of(distribution, timezone.now())])


class Distributions(InCollective, RowsView):
    """Those to come, the next first; with `?passees=1` those that were, the last first."""

    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "date",
            label=_("date"),
            accessor=date_of,
            url_name="distributions:detail",
        ),
        Column("hours", label=_("hours"), accessor=hours_of, classname="wide"),
        Column("place", label=_("place"), classname="wide"),
        Column("state", label=_("state"), accessor=state_words, classname="wide"),
        Column("farms_count", label=_("farms present")),
        Column("orders_count", label=_("orders")),
    ]

    @property
    def is_past(self) -> bool:
        return "passees" in self.request.GET

    def get_page_title(self) -> str:
        return str(_("Past distributions") if self.is_past else _("Distributions"))

    def rows(self) -> Any:
        rows = distributions_of(self.collective)
        if self.is_past:
            return rows.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "pk")
        return rows.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(_("Plan a distribution"), url=self.room_url("add"), icon_name="plus"),
            HeaderButton(_("Plan a season"), url=self.room_url("add_series"), icon_name="plus"),
            HeaderButton(_("Calendars"), url=self.room_url("series"), icon_name="calendar"),
            HeaderButton(_("Past distributions"), url="?passees=1", icon_name="history"),
        ]


class Calendars(InCollective, RowsView):
    route, url_name = "calendriers/", "series"
    page_title = _("Calendars")
    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "place",
            label=_("place"),
            url_name="distributions:one_series",
        ),
        Column(
            "rule", label=_("rhythm"), accessor=lambda each: in_words(each.rule), classname="wide"
        ),
        Column("dates", label=_("distributions")),
        Column(
            "ordered",
            label=_("has orders"),
            accessor=lambda each: yes_no(each.last),
        ),
    ]

    def rows(self) -> Any:
        counted = self.collective.series.select_related("place").annotate(
            dates=Count("distributions"), last=Max("distributions__last_order_number")
        )
        return counted.order_by("-first_on", "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        add = self.room_url("add_series")
        return [HeaderButton(_("Plan a season"), url=add, icon_name="plus")]


class DistributionPage(InCollective, RoomPage, TemplateView):
    """State, windows, who comes, what is ordered, and the ways to everything else."""

    route, url_name = "<uuid:uid>/", "detail"
    template_name = "backoffice/distribution.html"

    @cached_property
    def distribution(self) -> Distribution:
        found: Distribution = self.found(distributions_of(self.collective))
        return found

    def get_page_title(self) -> str:
        return date_of(self.distribution)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sellers = sellers_of(self.distribution)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "distribution": self.distribution,
            "zone": self.collective.zone,
            "hours": hours_of(self.distribution),
            "state": state_words(self.distribution),
            "sellers": sellers,
            "total_cents": sum(each.amount_cents for each in sellers),
            "shop_url": shop_path(self.distribution),
        }

    @cached_property
    def header_buttons(self) -> list[Any]:
        uid = self.distribution.uid
        buttons = []
        is_over = timezone.now() >= self.distribution.ends_at
        if not is_over or not self.distribution.last_order_number:
            buttons.append(
                HeaderButton(_("Change"), url=self.room_url("edit", uid), icon_name="edit")
            )
        if self.distribution.closes_at and not self.distribution.cancelled_at:
            url = self.room_url("extend", uid)
            buttons.append(HeaderButton(_("Put the closing off"), url=url, icon_name="time"))
        if not is_over and not self.distribution.cancelled_at:
            cancel = self.room_url("cancel", uid)
            buttons.append(HeaderButton(_("Cancel"), url=cancel, icon_name="cross"))
        if not self.distribution.last_order_number:
            remove = self.room_url("remove", uid)
            buttons.append(HeaderButton(_("Delete"), url=remove, icon_name="bin"))
        return buttons


class DistributionsRoom(Room):
    name = "distributions"
    segment = "distributions"
    icon = "calendar-alt"
    menu_label = _("Distributions")
    menu_order = 10
    pages = (
        *(Distributions, PlanOne, Calendars, PlanSeries, DeleteSeries),
        *(CalendarPage, ChangeSeason, StopSeason, ResumeSeason),
        *(DistributionPage, Correct, Extend, CancelDate, RemoveDate, SheetLine),
        *(Listings, ListingsFound, ListGoods, ChangeListing),
    )
