"""Form fields about persons, and what is asked of their names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.core.phones import IncompletePhone, format_phone, parse_phone
from commons.core.postcodes import parse_postcode
from commons.core.typography import NBSP


def names_somebody(name: str) -> None:
    """Lists leave out a name without a letter (a number, a sign), so it is refused where typed."""
    if not any(map(str.isalpha, name)):
        raise forms.ValidationError(_("Write a name: it has at least one letter."))


class PhoneField(forms.CharField):
    """A phone number: typed as people do, stored as "+33612345678", shown as they say it."""

    default_error_messages = {
        "incomplete": _("The number is incomplete: give 10 digits, for example 06 12 34 56 78."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone"))
        attributes = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        super().__init__(max_length=30, widget=forms.TextInput(attributes), **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            return parse_phone(text)
        except IncompletePhone as error:
            raise forms.ValidationError(self.error_messages["incomplete"]) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The same number, written otherwise, is no change."""
        return super().has_changed(_number(initial), _number(data))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people say it; what is wrong comes back as it was typed."""
        if not isinstance(value, str) or not value.startswith("+"):
            return value
        try:
            return format_phone(parse_phone(value)).replace(NBSP, " ")
        except IncompletePhone:
            return value


def _number(text: Any) -> Any:
    try:
        return parse_phone(str(text)) if text else ""
    except IncompletePhone:
        return text


class PostcodeField(forms.CharField):
    """Five digits, as text: "71 400" and "F-71400" are 71400."""

    default_error_messages = {
        "postcode": _("A postcode has five digits, for example 71400."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("postcode"))
        attributes = {"autocomplete": "postal-code", "inputmode": "numeric"}
        super().__init__(max_length=12, widget=forms.TextInput(attributes), **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value)).strip()
        postcode = parse_postcode(typed)
        if typed and not postcode:
            raise forms.ValidationError(self.error_messages["postcode"])
        return postcode

    def has_changed(self, initial: Any, data: Any) -> bool:
        """ "71 400" is no change of 71400."""
        return super().has_changed(initial, parse_postcode(str(data or "")) or data)
