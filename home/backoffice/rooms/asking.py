"""Forms that ask once whether what is unusual was meant: one tick, and nothing typed is lost."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.core.dates import day_and_year

SURE = "sure"
FAR = timedelta(days=548)  # 18 months
TOO_FAR = timedelta(days=5 * 366)


class _Tick(forms.CheckboxInput):
    """Its value says which questions were shown: ticked for those, it answers no others."""

    def __init__(self, key: str) -> None:
        super().__init__(check_test=lambda value: value == key)
        self.key = key

    def format_value(self, value: Any) -> str:
        return self.key

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")


class Asking(forms.Form):
    """What `questions` finds in what was typed stands beside a box, until that is ticked."""

    sure = forms.CharField(
        label=gettext_lazy("Yes, that is what I mean"), required=False, widget=forms.HiddenInput
    )

    def questions(self, _typed: Mapping[str, Any]) -> Iterator[str]:
        """Whole sentences."""
        yield from ()

    @property
    def changed_data(self) -> list[str]:
        """The tick alone changes nothing."""
        return [name for name in super().changed_data if name != SURE]

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or {})
        ticked = typed.pop(SURE, "")
        asked = list(self.questions(typed))
        if not asked:
            return typed
        key = blake2b("\n".join(asked).encode(), digest_size=8).hexdigest()
        self.fields[SURE].widget = _Tick(key)
        if ticked != key:
            self.add_error(SURE, ValidationError([*asked]))
        return typed


def not_too_far(day: date) -> None:
    """A year that nobody plans yet is a slip of the finger: 2207 for 2027."""
    if day > timezone.localdate() + TOO_FAR:
        raise ValidationError(_("%(year)s is too far away: check the year.") % {"year": day.year})


def far_away(day: date) -> Iterator[str]:
    if day > timezone.localdate() + FAR:
        yield _("%(day)s is more than 18 months away.") % {"day": day_and_year(day)}


def closed_already(closes_at: datetime | None) -> Iterator[str]:
    if closes_at and closes_at < timezone.now():
        yield _("This closing is past: nobody could order.")


def half_a_window(opens_at: datetime | None, closes_at: datetime | None) -> Iterator[str]:
    if (opens_at is None) != (closes_at is None):
        yield _("Only one of the two dates of orders is given: nobody could order.")
