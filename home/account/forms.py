"""Who orders, and who comes with them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.fields import PhoneField, names_somebody


class ProfileForm(forms.Form):
    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        validators=[names_somebody],
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        validators=[names_somebody],
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    phone = PhoneField(help_text=_("Used only if something happens to your order."))


class PersonForm(forms.Form):
    """Somebody of the household who has no account."""

    prefix = "person"

    first_name = forms.CharField(label=_("First name"), max_length=80, validators=[names_somebody])
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    phone = PhoneField(required=False)


class SureForm(forms.Form):
    """Before an account is erased."""

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"),
        error_messages={"required": _("Tick the box to confirm that you know what is erased.")},
    )
