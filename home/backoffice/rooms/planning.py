"""Plan distributions: one, a correction, a later closing; calendars are in `seasons`."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.viewsets import ServiceView
from distributions.exceptions import ForeignPlace, InvalidHours, InvalidWindow, PlaceTaken
from distributions.models import Distribution, PickupPlace
from distributions.services import create_distribution, extend_closing, set_sheet_line
from farms.exceptions import DayIsOver
from home.backoffice.base import (
    OfDistribution,
    WithChoices,
    date_input,
    moment_input,
    time_input,
)
from home.backoffice.fields import MomentField
from home.backoffice.rooms.asking import (
    Asking,
    closed_already,
    far_away,
    half_a_window,
    not_too_far,
)
from home.backoffice.rooms.telling import Telling, TellingView, without_tick
from home.backoffice.selectors import told_of
from home.backoffice.services import correct_distribution

WEEK = timedelta(weeks=1)


class AtPlace(Telling):
    """At one of the collective's places that are in use."""

    place: forms.ModelChoiceField[PickupPlace] = forms.ModelChoiceField(
        None, label=_("place"), to_field_name="uid"
    )

    def __init__(
        self, *args: Any, collective: Collective, keeps: int | None = None, **kwargs: Any
    ) -> None:
        """`keeps`: id of the place that the date has, in use or not."""
        super().__init__(*args, **kwargs)
        self.collective = collective
        place: Any = self.fields["place"]
        offered = Q(is_active=True) | Q(pk=keeps)
        place.queryset = collective.places.filter(offered).order_by(by_name("name"), "pk")
        if not place.queryset.exists():
            place.help_text = way_to_places(collective)


def way_to_places(collective: Collective) -> str:
    """Why the list is empty, and where one changes that."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("No place is in use: a distribution needs one."),
        reverse("backoffice_places:index", args=[collective.slug]),
        _("Add a place, or take one up again"),
    )


def not_over(day: date) -> None:
    """A date of the past is a slip of the finger: nobody would see it among those to come."""
    if day < timezone.localdate():
        raise ValidationError(str(DayIsOver.sentence))


class SlotForm(Asking, AtPlace):
    """A place, a day, its hours, and when orders open and close."""

    announced = ("place", "day", "starts_at", "ends_at", "closes_at")
    day = forms.DateField(label=_("date"), widget=date_input(), validators=[not_over, not_too_far])
    starts_at = forms.TimeField(label=_("starts at"), widget=time_input())
    ends_at = forms.TimeField(label=_("ends at"), widget=time_input())
    opens_at = MomentField(
        label=_("orders open at"),
        required=False,
        widget=moment_input(),
        help_text=_("Without both dates nobody can order."),
    )
    closes_at = MomentField(label=_("orders close at"), required=False, widget=moment_input())

    def questions(self, typed: Mapping[str, Any]) -> Iterator[str]:
        if "day" in self.changed_data and typed.get("day"):
            yield from far_away(typed["day"])
        if {"opens_at", "closes_at"} & set(self.changed_data) and not self.errors:
            yield from half_a_window(typed["opens_at"], typed["closes_at"])

    def clean(self) -> dict[str, Any]:
        """Put the hours on their day, in local time."""
        typed = dict(super().clean() or {})
        day = typed.pop("day", None)
        for name in ("starts_at", "ends_at"):
            if day and typed.get(name):
                typed[name] = datetime.combine(day, typed[name], tzinfo=self.collective.zone)
        return typed


class DistributionForm(SlotForm):
    """Of a new date."""

    attendance_due_at = MomentField(
        label=_("farms answer before"), required=False, widget=moment_input()
    )
    farms_may_widen = forms.BooleanField(label=_("farms may widen their window"), required=False)

    def questions(self, typed: Mapping[str, Any]) -> Iterator[str]:
        yield from super().questions(typed)
        yield from closed_already(typed.get("closes_at"))


class CorrectionForm(SlotForm):
    """Of a date that stands: its orders are not closed by a slip of the finger."""

    def clean_closes_at(self) -> datetime | None:
        closes_at: datetime | None = self.cleaned_data["closes_at"]
        if closes_at and "closes_at" in self.changed_data and closes_at < timezone.now():
            raise ValidationError(
                _("This hour is past. To close the orders at once, choose the next minute.")
            )
        return closes_at


class ClosingForm(Telling):
    """Later than the closing that holds, and than now."""

    announced = ("closes_at",)
    closes_at = MomentField(label=_("orders close at"), widget=moment_input())

    def clean_closes_at(self) -> datetime:
        closes_at: datetime = self.cleaned_data["closes_at"]
        if closes_at <= max(self.initial["closes_at"], timezone.now()):
            raise ValidationError(
                _("Choose a later time than the closing that holds, and than now.")
            )
        return closes_at


SLOT_REFUSED = {
    PlaceTaken: "day",
    ForeignPlace: "place",
    InvalidHours: "ends_at",
    InvalidWindow: "closes_at",
}


class PlanOne(WithChoices):
    refusal_fields = SLOT_REFUSED
    route, url_name = "ajouter/", "add"
    page_title = submit_label = _("Plan a distribution")
    form_class = DistributionForm
    service = staticmethod(create_distribution)

    def get_initial(self) -> dict[str, Any]:
        """As the last one, a week later."""
        last = Distribution.objects.of(self.collective).order_by("-starts_at").first()
        if last is None:
            return {}
        slot = slot_initial(last)
        for name in ("opens_at", "closes_at"):
            slot[name] = slot[name] and week_later(slot[name])
        return slot | {"day": last.day + WEEK}

    def done_url(self, result: Any) -> str:
        return self.room_url("detail", result.uid) if result else self.room_url("index")


class _OfOne(OfDistribution, TellingView):
    def get_form_kwargs(self) -> dict[str, Any]:
        dates = Distribution.objects.filter(pk=self.distribution.pk)
        return super().get_form_kwargs() | {"told": told_of(dates)}

    def done_url(self, _result: Any) -> str:
        return self.room_url("detail", self.distribution.uid)


class Correct(_OfOne):
    route, url_name = "<uuid:uid>/modifier/", "edit"
    is_change = True
    page_title = _("Change the distribution")
    form_class = CorrectionForm
    service = staticmethod(correct_distribution)
    refusal_fields = SLOT_REFUSED

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = {"collective": self.collective, "keeps": self.distribution.place_id}
        return super().get_form_kwargs() | kept

    def get_initial(self) -> dict[str, Any]:
        return slot_initial(self.distribution)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "distribution": self.distribution}


class Extend(_OfOne):
    route, url_name = "<uuid:uid>/cloture/", "extend"
    is_change = True
    page_title = submit_label = _("Put the closing off")
    intro = _("Customers order until then. Closing times of farms and products stay as they are.")
    form_class = ClosingForm
    service = staticmethod(extend_closing)
    refusal_fields = {InvalidWindow: "closes_at"}

    def get_initial(self) -> dict[str, Any]:
        return {"closes_at": self.distribution.closes_at}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**without_tick(typed), "distribution": self.distribution}


class SheetLineForm(forms.Form):
    line = forms.CharField(
        label=_("line on the sheets"),
        required=False,
        max_length=140,
        help_text=_(
            "In bold on every sheet that is printed of this date, for farms and at the door."
        ),
    )


class SheetLine(OfDistribution, ServiceView):
    route, url_name = "<uuid:uid>/ligne/", "sheet_line"
    is_change = True
    page_title = _("A line on the sheets")
    form_class = SheetLineForm
    service = staticmethod(set_sheet_line)

    def get_initial(self) -> dict[str, Any]:
        return {"line": self.distribution.sheet_line}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "distribution": self.distribution}

    def done_url(self, _result: Any) -> str:
        return self.room_url("detail", self.distribution.uid)


def week_later(moment: datetime) -> datetime:
    """The same hour on the clock a week later, in the zone that is active.

    Across a change of the clock that is 167 or 169 hours, not 168.
    """
    return timezone.make_aware(timezone.make_naive(moment) + WEEK)


def slot_initial(distribution: Distribution) -> dict[str, Any]:
    """A distribution's slot as the form shows it, in the zone that is active."""
    return {
        "place": distribution.place.uid,
        "day": distribution.day,
        "starts_at": timezone.localtime(distribution.starts_at).time(),
        "ends_at": timezone.localtime(distribution.ends_at).time(),
        "opens_at": distribution.opens_at,
        "closes_at": distribution.closes_at,
    }
