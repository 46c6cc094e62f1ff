"""Calendars: plan a season on one screen, and remove one."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.core.refusals import Refused
from commons.core.viewsets import ServiceView
from distributions.exceptions import (
    DatesTaken,
    ForeignPlace,
    InvalidCalendar,
    InvalidHours,
    InvalidWindow,
    MissingHour,
    NoDateLeft,
    PlaceTaken,
)
from distributions.models import Distribution, DistributionSeries
from home.backoffice.base import InCollective, WithChoices
from home.backoffice.rooms.season_form import DAYS, HoursForm, Preview, SeasonForm
from home.backoffice.season_services import plan_season
from home.backoffice.services import remove_calendar

HOURS_REFUSED = {
    PlaceTaken: "place",
    ForeignPlace: "place",
    InvalidHours: "ends_at",
    InvalidWindow: "closes_days_before",
}
FIELDS_OF_MOMENTS = {"opens_at": "opens_time", "closes_at": "closes_time"}


class PlanSeries(WithChoices):
    """A rule, then the days that it gives, each of which can be unticked, then the button."""

    route, url_name = "calendriers/ajouter/", "add_series"
    template_name = "backoffice/season.html"
    page_title = _("Plan a season")
    form_class = SeasonForm
    service = staticmethod(plan_season)
    refusal_fields = {
        DatesTaken: DAYS,
        **HOURS_REFUSED,
        NoDateLeft: DAYS,
        InvalidCalendar: "last_on",
    }
    preview: Preview | None = None

    def get_initial(self) -> dict[str, Any]:
        """As the calendar that the address names, else the last one, else the last date.

        From the week after the last date on.
        """
        last = Distribution.objects.of(self.collective).order_by("-starts_at").first()
        if series := self._like():
            found = hours_of(series) | rhythm_of(series)
        else:
            found = hours_like(last) if last else {}
        places = list(self.collective.places.filter(is_active=True)[:2])
        if len(places) == 1:
            found["place"] = places[0].uid
        if last:
            like = series.first_on.weekday() if series else last.day.weekday()
            next_day = last.day + timedelta(days=1)
            found["first_on"] = next_day + timedelta(days=(like - next_day.weekday()) % 7)
        return found

    def _like(self) -> DistributionSeries | None:
        planned = self.collective.series.select_related("place").order_by("-last_on", "-pk")
        named = self.request.GET.get("comme", "")
        found = (each for each in planned if str(each.uid) == named)
        return next(found, None) or planned.first()

    def form_valid(self, form: Any) -> HttpResponse:
        """Show the days where they are asked for, or are others than those that were shown."""
        if self.request.POST.get("preview"):
            return self.with_days(form)
        if form.is_stale:
            form.add_error(None, _("What you changed gives other dates: here they are."))
            return self.with_days(form)
        return super().form_valid(form)

    def with_days(self, form: SeasonForm) -> HttpResponse:
        self.preview = form.show_days()
        return self.render_to_response(self.get_context_data(form=form))

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"collective": self.collective, "plan": typed}

    def show(self, refused: Refused, form: Any) -> None:
        """Where dates are taken, they are named and unticked: the next press leaves them out."""
        if isinstance(refused, MissingHour):
            refused.field = FIELDS_OF_MOMENTS.get(refused.field, refused.field)
        super().show(refused, form)
        self.preview = form.show_days()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"preview": self.preview}

    def told(self, result: DistributionSeries) -> str:
        n = result.distributions.count()
        said = ngettext("%(n)s distribution is planned.", "%(n)s distributions are planned.", n)
        return said % {"n": n}


class DeleteSeries(InCollective, ServiceView):
    route, url_name = "calendriers/<uuid:uid>/supprimer/", "delete_series"
    page_title = submit_label = _("Delete the calendar")
    submit_class = "button serious"
    success_message = _("The calendar is removed.")
    intro = _(
        "All its distributions are removed, as long as nobody has ordered for one of them. Members "
        "who have chosen products there are told by e-mail."
    )
    service = staticmethod(remove_calendar)

    @cached_property
    def series(self) -> DistributionSeries:
        found: DistributionSeries = self.found(self.collective.series.select_related("place"))
        return found

    def get_page_subtitle(self) -> str:
        return str(self.series.place)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"series": self.series}

    def done_url(self, _result: Any) -> str:
        return self.room_url("series")


def hours_of(series: DistributionSeries) -> dict[str, Any]:
    """As the form shows them."""
    own = {name: getattr(series, name) for name in HoursForm.base_fields if name != "place"}
    return own | {"place": series.place.uid}


def rhythm_of(series: DistributionSeries) -> dict[str, Any]:
    """As the form shows it."""
    return {
        "every_weeks": series.every_weeks,
        "month_weeks": series.month_weeks,
        "skips_school_holidays": bool(series.school_zone),
        "skips_public_holidays": series.skips_public_holidays,
    }


def hours_like(last: Distribution) -> dict[str, Any]:
    """Place, hours and windows as those of a date, in the zone that is active."""
    found: dict[str, Any] = {"place": last.place.uid}
    for name in ("starts_at", "ends_at"):
        found[name] = timezone.localtime(getattr(last, name)).time()
    for name in ("opens", "closes"):
        moment = getattr(last, f"{name}_at")
        if moment and moment < last.starts_at:
            local = timezone.localtime(moment)
            found[f"{name}_days_before"] = (last.day - local.date()).days
            found[f"{name}_time"] = local.time()
    return found
