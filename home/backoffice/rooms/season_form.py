"""The form of a calendar: its rule, its hours, and the days that it shows before it plans them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commons.collectives.models import Collective
from commons.core.dates import closing, day_and_year
from distributions.exceptions import NoDateLeft
from distributions.models import DistributionSeries
from distributions.recurrence import LAST_IN_MONTH, LONGEST, Rule, days_of, left_out, unknown_after
from distributions.rule_words import in_a_row, in_words, weekday_of, why
from distributions.services import slot_on, taken_days
from distributions.slots import Slot
from home.backoffice.base import date_input, time_input
from home.backoffice.rooms.asking import (
    SURE,
    Asking,
    closed_already,
    far_away,
    not_too_far,
)
from home.backoffice.rooms.planning import AtPlace, not_over

DAYS, SHOWN = "days", "shown"
PLANNED = (
    *("place", "first_on", "last_on", "every_weeks", "month_weeks", "skips_public_holidays"),
    *("starts_at", "ends_at", "opens_days_before", "opens_time"),
    *("closes_days_before", "closes_time"),
)
NOON = time(12)
RHYTHMS = (
    (1, gettext_lazy("every week")),
    (2, gettext_lazy("every second week")),
    (3, gettext_lazy("one week in three")),
    (4, gettext_lazy("one week in four")),
    (5, gettext_lazy("one week in five")),
    (6, gettext_lazy("one week in six")),
    (8, gettext_lazy("one week in eight")),
)
# Of weeks; what `rule_words` says is of weekdays, which have another gender in French.
WEEKS_IN_MONTH = (
    (1, pgettext_lazy("which week", "first")),
    (2, pgettext_lazy("which week", "second")),
    (3, pgettext_lazy("which week", "third")),
    (4, pgettext_lazy("which week", "fourth")),
    (LAST_IN_MONTH, pgettext_lazy("which week", "last")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is said of the days before they are planned, in words."""

    count: int
    rule: str
    orders: str
    left_out: Sequence[str]
    taken: str
    unknown: str

    @classmethod
    def of(cls, rule: Rule, taken: Collection[date], first: Slot) -> "Preview":
        end = unknown_after(rule)
        return cls(
            count=len(days_of(rule)),
            rule=in_words(rule),
            orders=_orders(first),
            left_out=[why(each) for each in left_out(rule)],
            taken=in_a_row(map(day_and_year, taken)),
            unknown=day_and_year(end) if end else "",
        )


def _orders(first: Slot) -> str:
    """When one orders for the first of the days."""
    zone: Any = timezone.get_current_timezone()
    moments = {"opens": first.opens_at, "closes": first.closes_at}
    told = {name: moment and closing(moment, zone) for name, moment in moments.items()}
    return _("Orders for the first one: from %(opens)s until %(closes)s.") % told


class DaysField(forms.MultipleChoiceField):
    """The days that stay ticked, as "2026-12-04"; hidden until the rule says which there are."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value: str) -> bool:
        return True


class HoursForm(AtPlace):
    """A place, hours, and how long before each date orders open and close."""

    starts_at = forms.TimeField(label=gettext_lazy("starts at"), widget=time_input())
    ends_at = forms.TimeField(label=gettext_lazy("ends at"), widget=time_input())
    opens_days_before = forms.IntegerField(
        label=gettext_lazy("orders open, days before"), initial=6, min_value=0, max_value=90
    )
    opens_time = forms.TimeField(
        label=gettext_lazy("orders open at"), widget=time_input(), initial=time(8)
    )
    closes_days_before = forms.IntegerField(
        label=gettext_lazy("orders close, days before"), initial=1, min_value=0, max_value=90
    )
    closes_time = forms.TimeField(
        label=gettext_lazy("orders close at"), widget=time_input(), initial=NOON
    )

    def slot_on(self, day: date, typed: Mapping[str, Any]) -> Slot:
        """Of a date, by hours that are right."""
        hours = {name: typed[name] for name in HoursForm.base_fields}
        return slot_on(DistributionSeries(collective=self.collective, **hours), day)


class SeasonForm(Asking, HoursForm):
    """The same weekday and hours, by a rule; `shown` are the days that the page showed."""

    field_order = (
        *("place", "first_on", "last_on", "every_weeks", "month_weeks"),
        *("skips_school_holidays", "school_zone", "skips_public_holidays"),
    )
    first_on = forms.DateField(
        label=gettext_lazy("first date"),
        widget=date_input(),
        validators=[not_over, not_too_far],
        help_text=gettext_lazy("Its weekday is that of the calendar."),
    )
    last_on = forms.DateField(
        label=gettext_lazy("last date"), widget=date_input(), validators=[not_too_far]
    )
    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("rhythm"), choices=RHYTHMS, coerce=int, initial=1
    )
    month_weeks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("only these weeks of the month"),
        choices=WEEKS_IN_MONTH,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For example the first and the third. None ticked: all of them."),
    )
    skips_school_holidays = forms.BooleanField(
        label=gettext_lazy("except school holidays"), required=False
    )
    school_zone = forms.ChoiceField(
        label=gettext_lazy("your school zone"),
        choices=[("", "–"), *Collective.SchoolZone.choices],
        required=False,
        help_text=gettext_lazy("Asked once: the next calendars know it."),
    )
    skips_public_holidays = forms.BooleanField(
        label=gettext_lazy("except public holidays"), required=False
    )
    days = DaysField(label=gettext_lazy("dates"), required=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, collective: Collective, **kwargs: Any) -> None:
        super().__init__(*args, collective=collective, **kwargs)
        if collective.school_zone:
            del self.fields["school_zone"]
            zone = collective.get_school_zone_display()
            self.fields["skips_school_holidays"].help_text = capfirst(zone)

    def clean_last_on(self) -> date:
        first: date | None = self.cleaned_data.get("first_on")
        last: date = self.cleaned_data["last_on"]
        if first and last < first:
            raise ValidationError(_("The last date comes before the first one."))
        if first and last > first + LONGEST:
            raise ValidationError(_("A calendar lasts three years at most."))
        return last

    def clean(self) -> dict[str, Any]:
        """What the service is given; `except_on` are the days that were unticked."""
        typed = super().clean()
        if typed.get("month_weeks") and typed.get("every_weeks", 1) != 1:
            sentence = _("Weeks of the month go with “every week”: choose one or the other.")
            self.add_error("every_weeks", sentence)
        wants_zone = typed.get("skips_school_holidays") and not self.collective.school_zone
        if wants_zone and not typed.get("school_zone"):
            self.add_error("school_zone", _("Choose the zone of your school holidays."))
        if set(self.errors) - {SURE}:
            return typed
        if not days_of(self.rule):
            self.add_error("last_on", str(NoDateLeft.sentence))
        return self._plan(typed)

    def questions(self, typed: Mapping[str, Any]) -> Iterator[str]:
        if self.errors:
            return
        yield from far_away(typed["last_on"])
        for day in days_of(self.rule)[:1]:
            yield from closed_already(self.slot_on(day, typed).closes_at)

    @cached_property
    def rule(self) -> Rule:
        """Before days are unticked; of fields that are right."""
        typed = self.cleaned_data
        zone = self.collective.school_zone or typed.get("school_zone", "")
        return Rule(
            first_on=typed["first_on"],
            last_on=typed["last_on"],
            every_weeks=typed["every_weeks"],
            month_weeks=frozenset(typed["month_weeks"]),
            school_zone=zone if typed["skips_school_holidays"] else "",
            skips_public_holidays=typed["skips_public_holidays"],
        )

    def _plan(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        self.was_shown, self.ticked = typed[SHOWN].split(), typed[DAYS]
        skipped = set(self.was_shown) - set(self.ticked)
        rule = self.rule
        # Kept apart: whoever says beside a field what a service refused takes it out of the others.
        self.plan = {
            **{name: typed[name] for name in PLANNED},
            "school_zone": rule.school_zone,
            "except_on": [day for day in days_of(rule) if day.isoformat() in skipped],
        }
        return dict(self.plan)

    @property
    def is_stale(self) -> bool:
        """Whether the page showed other days than those of what is typed now."""
        return bool(self.was_shown) and self.was_shown != _texts(days_of(self.rule))

    def show_days(self) -> Preview:
        """Put the days into the form, ticked, but for those unticked before and those taken."""
        rule = self.rule
        days = days_of(rule)
        taken = taken_days(self.plan["place"], days)
        unticked = (set(self.was_shown) - set(self.ticked)) | set(_texts(taken))
        field: Any = self.fields[DAYS]
        field.widget = forms.CheckboxSelectMultiple()
        field.choices = [(day.isoformat(), _label(day, taken)) for day in days]
        data: Any = self.data
        data = data.copy()
        data[SHOWN] = " ".join(_texts(days))
        data.setlist(DAYS, [text for text in _texts(days) if text not in unticked])
        self.data = data
        return Preview.of(rule, taken, self.slot_on(days[0], self.plan))


def _texts(days: Collection[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _label(day: date, taken: Collection[date]) -> str:
    named = f"{weekday_of(day)} {day_and_year(day)}"
    return f"{named} ({_('taken')})" if day in taken else named
