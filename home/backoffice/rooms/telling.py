"""Forms that change what was announced: they say who will be told, and ask for a tick."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commons.core.viewsets import ServiceView
from home.backoffice.selectors import Told

TELLS = "tells"
ANNOUNCED = frozenset(
    {
        *("place", "day", "starts_at", "ends_at", "closes_at"),
        *("name", "street", "postcode", "town", "opening_notes"),
    }
)
"""Fields of dates and places of which customers and farms were told."""


class Telling(forms.Form):
    """With `told`, somebody knows of it: where one of `announced` changes, a box is ticked."""

    announced: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, told: Told | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.informed = told
        if told is not None:
            self.fields[TELLS] = forms.BooleanField(
                label=told.label,
                required=False,
                help_text=_("They read what was announced and what holds now."),
            )

    @cached_property
    def changed_data(self) -> list[str]:
        """The tick alone changes nothing."""
        return [name for name in super().changed_data if name != TELLS]

    @property
    def mailed(self) -> Told | None:
        """Who gets a mail of what was typed; None where nothing of it was announced."""
        return self.informed if set(self.changed_data) & set(self.announced) else None

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.mailed and not typed.get(TELLS):
            sentence = _("Tick this box: what was announced is not changed without a word.")
            self.add_error(TELLS, ValidationError(sentence))
        return typed


class TellingView(ServiceView):
    """The page of such a form: once it is saved it says who gets a mail."""

    mailed: Told | None = None

    def form_valid(self, form: Any) -> HttpResponse:
        self.mailed = form.mailed
        return super().form_valid(form)

    def told(self, result: Any) -> str:
        done = super().told(result)
        return f"{done} {self.mailed.done}" if self.mailed else done


def without_tick(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, for a service that tells in any case."""
    return {name: value for name, value in typed.items() if name != TELLS}
