"""Présences: which farm comes to which of the next distributions, answered by a button each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from commons.collectives.models import Collective
from commons.core.dates import day_short
from commons.core.viewsets import ButtonView, RoomPage
from distributions.models import Attendance, Distribution
from farms.models import Farm
from home.backoffice.base import InCollective, Room
from home.backoffice.labels import PRESENCES, SIGNS
from home.backoffice.selectors import farms_engaged
from home.backoffice.services import answer_presence

DATES, FARMS = 6, 40
UID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
State = Attendance.State


@dataclass(frozen=True, slots=True)
class Cell:
    """A farm at a date: its state, and the one that a press on the button gives it."""

    distribution: Distribution
    farm: Farm
    state: State

    @property
    def then(self) -> State:
        return State.ABSENT if self.state == State.PRESENT else State.PRESENT

    @property
    def value(self) -> str:
        return f"{self.distribution.uid} {self.farm.uid} {self.then}"

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def label(self) -> str:
        day = day_short(self.distribution.starts_at, self.distribution.collective.zone)
        return f"{self.farm.name}, {day} : {PRESENCES[self.state]}"

    @property
    def action(self) -> str:
        return str(_("Say absent") if self.state == State.PRESENT else _("Say present"))


def next_dates(collective: Collective) -> Sequence[Distribution]:
    rows = Distribution.objects.of(collective).upcoming(timezone.now())
    return list(rows.select_related("collective", "place")[:DATES])


class Grid(InCollective, RoomPage, TemplateView):
    """The farms engaged now × the next dates."""

    url_name = "index"
    template_name = "backoffice/presences.html"
    page_title = _("Presences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        farms = Paginator(farms_engaged(self.collective), FARMS).get_page(self.request.GET.get("p"))
        dates = next_dates(self.collective)
        return context | {
            "dates": dates,
            "rows": _rows(farms, dates),
            "page": farms,
            "zone": self.collective.zone,
            "answer_url": self.room_url("answer"),
        }


def _rows(farms: Page[Farm], dates: Sequence[Distribution]) -> list[tuple[Farm, list[Cell]]]:
    answers = Attendance.objects.filter(distribution__in=dates, farm__in=list(farms))
    said = {(each.farm_id, each.distribution_id): State(each.state) for each in answers}
    return [
        (farm, [Cell(day, farm, said.get((farm.pk, day.pk), State.UNANSWERED)) for day in dates])
        for farm in farms
    ]


class AnswerForm(forms.Form):
    """Which button: "<distribution> <farm> present"."""

    answer = forms.RegexField(rf"^{UID} {UID} (present|absent)$")


class Answer(InCollective, ButtonView):
    route, url_name = "reponse/", "answer"
    form_class = AnswerForm
    service = staticmethod(answer_presence)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        distribution, farm, state = typed["answer"].split()
        dates = Distribution.objects.of(self.collective).select_related("collective")
        return {
            "distribution": get_object_or_404(dates, uid=UUID(distribution)),
            "farm": get_object_or_404(farms_engaged(self.collective), uid=UUID(farm)),
            "state": State(state),
        }

    def told(self, result: Attendance) -> str:
        return f"{result.farm.name} : {PRESENCES[State(result.state)]}"

    def done_url(self, _result: Any) -> str:
        page = self.request.GET.get("p", "")
        return self.room_url("index") + (f"?p={page}" if page.isdecimal() else "")


class PresencesRoom(Room):
    name = "presences"
    segment = "presences"
    icon = "calendar-check"
    menu_label = _("Presences")
    menu_order = 30
    pages = (Grid, Answer)
