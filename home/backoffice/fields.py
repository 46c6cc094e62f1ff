"""Fields of the rooms' forms: quantities in the product's unit, prices with a comma, files."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from commons.collectives.exceptions import InvalidRate, UnlikelyDay
from commons.collectives.services.federation import FIRST_YEAR, LAST_YEAR
from commons.core.quantities import BaseUnit, QuantityError, parse_quantity
from commons.core.quantity_messages import quantity_message
from commons.core.refusals import Refused
from commons.core.sent_files import FileRefused, read_paper, read_picture

DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
# A phone turns its own format into one of these where they are named.
PICTURES = ("image/jpeg", "image/png", "image/webp")


def passing(check: Callable[[str], bool], refused: type[Refused]) -> Callable[[str], None]:
    """A validator that says what a service would: every wrong field is told at once."""

    def validate(typed: str) -> None:
        if not check(typed):
            raise forms.ValidationError(str(refused.sentence))

    return validate


class PercentField(forms.DecimalField):
    """From 0 to 100, with a comma or a point: "8,5 %" is 8.5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs=DECIMAL)
        shape = {"max_digits": 5, "decimal_places": 2, "localize": True, "widget": widget}
        super().__init__(**{**shape, "required": False, **kwargs})

    def to_python(self, value: Any) -> Any:
        typed = value.strip().removesuffix("%").strip() if isinstance(value, str) else value
        return super().to_python(typed)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not 0 <= value <= 100:
            raise forms.ValidationError(InvalidRate.sentence)


class MomentField(forms.DateTimeField):
    """A moment on the clock of the collective, of a year that somebody may mean."""

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(UnlikelyDay.sentence) from None
        if found and not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(UnlikelyDay.sentence)
        return found


def price_field(**kwargs: Any) -> forms.DecimalField:
    """Euros, VAT included; a comma or a point."""
    return forms.DecimalField(
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs=DECIMAL),
        **{"label": _("price (€, VAT included)"), **kwargs},
    )


def quantity_field(**kwargs: Any) -> forms.CharField:
    """A quantity as people type it; `read_quantity` turns it into base units."""
    return forms.CharField(
        max_length=30, widget=forms.TextInput(attrs=DECIMAL), **{"required": False, **kwargs}
    )


def read_quantity(form: forms.Form, name: str, unit: BaseUnit) -> int | None:
    """The field's quantity in base units, or None where it is empty; an error beside it."""
    typed = str(form.cleaned_data.get(name) or "")
    if not typed.strip():
        return None
    try:
        return parse_quantity(typed, unit)
    except QuantityError as error:
        form.add_error(name, quantity_message(error, unit))
        return None


class SentFile(forms.FileField):
    """A file that `read` has looked into; what it refuses is told beside the field."""

    def __init__(
        self, *, read: Callable[[File[bytes]], Any], accept: Sequence[str], **kwargs: Any
    ) -> None:
        self.read = read
        widget = forms.FileInput(attrs={"accept": ",".join(accept)})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        try:
            return self.read(sent) if sent else None
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


def picture_field(**kwargs: Any) -> SentFile:
    return SentFile(read=read_picture, accept=PICTURES, **kwargs)


def paper_field(**kwargs: Any) -> SentFile:
    return SentFile(read=read_paper, accept=("application/pdf", *PICTURES), **kwargs)
