"""Forms that change what was announced: they say who will be told, and ask for a tick."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.backoffice.selectors import Told

TELLS = "tells"
ANNOUNCED = frozenset(
    {
        *("place", "day", "starts_at", "ends_at", "closes_at"),
        *("name", "street", "postcode", "town"),
    }
)
"""Fields of dates and places of which customers and farms were told."""


class Telling(forms.Form):
    """With `told`, somebody knows of it: where one of `announced` changes, a box is ticked."""

    announced: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, told: Told | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told is not None:
            self.fields[TELLS] = forms.BooleanField(
                label=told.label,
                required=False,
                help_text=_("They read what was announced and what holds now."),
            )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        tells = TELLS not in self.fields or typed.get(TELLS)
        if not tells and set(self.changed_data) & set(self.announced):
            sentence = _("Tick this box: what was announced is not changed without a word.")
            self.add_error(TELLS, ValidationError(sentence))
        return typed


def without_tick(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, for a service that tells in any case."""
    return {name: value for name, value in typed.items() if name != TELLS}
