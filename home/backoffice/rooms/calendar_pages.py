"""The page of a calendar, and what is done there: change, stop, resume; one date is removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import HeaderButton

from commons.core.dates import closing, day_and_year, day_of_year, hours_range
from commons.core.viewsets import RoomPage, ServiceView
from distributions.exceptions import MissingHour, NoDateLeft
from distributions.models import Distribution, DistributionSeries
from distributions.rule_words import in_a_row, in_words
from distributions.services import Resumed, Stopped, resume_series
from home.backoffice.base import InCollective, OfDistribution, date_input
from home.backoffice.rooms.asking import Asking, closed_already, not_too_far
from home.backoffice.rooms.planning import not_over
from home.backoffice.rooms.season_form import HoursForm
from home.backoffice.rooms.seasons import FIELDS_OF_MOMENTS, HOURS_REFUSED, hours_of
from home.backoffice.rooms.telling import TellingView
from home.backoffice.season_services import change_season, remove_date, stop_season
from home.backoffice.selectors import distributions_of, told_of

FROM: Mapping[str, Any] = {
    "widget": date_input(),
    "validators": [not_over, not_too_far],
}


class FromForm(forms.Form):
    """From which date on."""

    from_on = forms.DateField(label=gettext_lazy("from this date on"), **FROM)


class ChangedHoursForm(Asking, HoursForm):
    """Place, hours and windows, from a date on."""

    announced = ("place", "starts_at", "ends_at", "closes_days_before", "closes_time")
    field_order = ("from_on",)
    from_on = forms.DateField(label=gettext_lazy("from this date on"), **FROM)

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        """`days`: of the dates that are to come, the next first."""
        super().__init__(*args, **kwargs)
        self.days = days

    def questions(self, typed: Mapping[str, Any]) -> Iterator[str]:
        if self.errors or not {"closes_days_before", "closes_time"} & set(self.changed_data):
            return
        for day in [day for day in self.days if day >= typed["from_on"]][:1]:
            yield from closed_already(self.slot_on(day, typed).closes_at)


class _OfSeries(InCollective):
    viewset: Any

    @cached_property
    def series(self) -> DistributionSeries:
        rows = self.collective.series.select_related("place", "collective")
        found: DistributionSeries = self.found(rows)
        return found

    def get_page_subtitle(self) -> str:
        return str(self.series.place)

    def crumbs(self) -> list[dict[str, object]]:
        return [{"url": self.room_url("series"), "label": _("Calendars")}]

    def done_url(self, _result: Any) -> str:
        return self.room_url("one_series", self.series.uid)


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of the calendar, in words; `closes` is "" where nobody can order."""

    distribution: Distribution
    day: str
    hours: str
    closes: str


def _hours(series: DistributionSeries) -> str:
    """Of any day: they are local."""
    zone = series.collective.zone
    start, end = (
        datetime.combine(series.first_on, at, tzinfo=zone)
        for at in (series.starts_at, series.ends_at)
    )
    return hours_range(start, end, zone)


def _row(each: Distribution, now: datetime) -> DateRow:
    zone = each.collective.zone
    return DateRow(
        distribution=each,
        day=day_of_year(each.starts_at, now, zone),
        hours=hours_range(each.starts_at, each.ends_at, zone),
        closes=closing(each.closes_at, zone) if each.closes_at else "",
    )


class CalendarPage(_OfSeries, RoomPage, TemplateView):
    """Its rule in words, its dates, and the ways to change it."""

    route, url_name = "calendriers/<uuid:uid>/", "one_series"
    template_name = "backoffice/calendar.html"

    def get_page_title(self) -> str:
        return str(self.series.place)

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        dates = distributions_of(self.collective).filter(series=self.series).order_by("starts_at")
        now = timezone.now()
        coming = dates.filter(ends_at__gte=now)
        return context | {
            "series": self.series,
            "rule": in_words(self.series.rule),
            "hours": _hours(self.series),
            "stopped_on": self.series.stopped_on and day_and_year(self.series.stopped_on),
            "dates": [_row(each, now) for each in coming],
            "past": dates.filter(ends_at__lt=now).count(),
        }

    @cached_property
    def header_buttons(self) -> list[Any]:
        ways = [
            (_("Change"), "change_series", "edit"),
            (_("Stop"), "stop_series", "cross"),
            (_("Delete"), "delete_series", "bin"),
        ]
        if self.series.stopped_on:
            ways.append((_("Resume"), "resume_series", "rotate"))
        like_it = f"{self.room_url('add_series')}?comme={self.series.uid}"
        return [
            *(
                HeaderButton(words, url=self.room_url(name, self.series.uid), icon_name=icon)
                for words, name, icon in ways
            ),
            HeaderButton(_("Plan another one like it"), url=like_it, icon_name="copy"),
        ]


class ChangeSeason(_OfSeries, TellingView):
    route, url_name = "calendriers/<uuid:uid>/modifier/", "change_series"
    is_change = True
    page_title = gettext_lazy("Change the calendar")
    intro = gettext_lazy(
        "The dates from that day on follow, with their farms and products. A date that was given "
        "a place, hours or a closing of its own keeps them."
    )
    form_class = ChangedHoursForm
    service = staticmethod(change_season)
    refusal_fields = HOURS_REFUSED

    def get_form_kwargs(self) -> dict[str, Any]:
        coming = Distribution.objects.standing().filter(
            series=self.series, starts_at__gt=timezone.now()
        )
        days = list(coming.order_by("day").values_list("day", flat=True))
        kept = {"collective": self.collective, "keeps": self.series.place_id, "days": days}
        return super().get_form_kwargs() | kept | {"told": told_of(coming)}

    def get_initial(self) -> dict[str, Any]:
        return hours_of(self.series) | {"from_on": timezone.localdate()}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        hours = dict(typed)
        tells = {"from_on": hours.pop("from_on"), "tells": hours.pop("tells", False)}
        return {**tells, "hours": hours, "series": self.series}

    def show(self, refused: Any, form: Any) -> None:
        if isinstance(refused, MissingHour):
            refused.field = FIELDS_OF_MOMENTS.get(refused.field, refused.field)
        super().show(refused, form)

    def told(self, result: int) -> str:
        changed = ngettext("%(n)s date changed.", "%(n)s dates changed.", result) % {"n": result}
        told = _("Whoever had ordered is told by e-mail, with the farms that come.")
        return f"{changed} {told}" if self.mailed and result else changed


class StopSeason(_OfSeries, ServiceView):
    route, url_name = "calendriers/<uuid:uid>/arreter/", "stop_series"
    page_title = submit_label = gettext_lazy("Stop the calendar")
    submit_class = "button serious"
    intro = gettext_lazy(
        "The dates from that day on are removed; those for which somebody has ordered stand: "
        "cancel them one by one. Members who have chosen products are told by e-mail."
    )
    form_class = FromForm
    service = staticmethod(stop_season)

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": timezone.localdate()}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "series": self.series}

    def told(self, result: Stopped) -> str:
        n = result.removed
        removed = ngettext("%(n)s date is removed.", "%(n)s dates are removed.", n) % {"n": n}
        if not result.kept:
            return removed
        days = in_a_row(day_and_year(each.day) for each in result.kept)
        return f"{removed} {_('Somebody has ordered for %(days)s: these stand.') % {'days': days}}"


class ResumeSeason(_OfSeries, ServiceView):
    route, url_name = "calendriers/<uuid:uid>/reprendre/", "resume_series"
    page_title = submit_label = gettext_lazy("Resume the calendar")
    intro = gettext_lazy(
        "The dates of its rule that are missing from that day on are planned again, but where "
        "there is another distribution. Dates that you removed one by one stay removed."
    )
    form_class = FromForm
    service = staticmethod(resume_series)
    refusal_fields = {NoDateLeft: "from_on"}

    def get_initial(self) -> dict[str, Any]:
        stopped = self.series.stopped_on or timezone.localdate()
        return {"from_on": max(stopped, timezone.localdate())}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "series": self.series}

    def told(self, result: Resumed) -> str:
        n = result.planned
        words = ngettext("%(n)s distribution is planned.", "%(n)s distributions are planned.", n)
        planned = words % {"n": n}
        if not result.taken:
            return planned
        days = in_a_row(map(day_and_year, result.taken))
        return f"{planned} {_('The place was taken on %(days)s.') % {'days': days}}"


class RemoveDate(OfDistribution, ServiceView):
    route, url_name = "<uuid:uid>/supprimer/", "remove"
    page_title = submit_label = gettext_lazy("Delete the distribution")
    submit_class = "button serious"
    success_message = gettext_lazy("The distribution is removed.")
    intro = gettext_lazy(
        "Nobody has ordered for it. Members who have chosen products are told by e-mail; whoever "
        "has its page open reads that it is removed."
    )
    service = staticmethod(remove_date)

    def get_page_subtitle(self) -> str:
        return day_and_year(self.distribution.day)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"distribution": self.distribution}

    def done_url(self, result: DistributionSeries | None) -> str:
        if result:
            return self.room_url("one_series", result.uid)
        return self.room_url("index")
