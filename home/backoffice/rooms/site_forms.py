"""What the pages about a collective's site ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.fields import PhoneField
from commons.collectives.models import Collective
from commons.collectives.services.look import checked_colour
from commons.core.alternative_text import refuse_file_name
from commons.core.refusals import Refused
from home.backoffice.fields import picture_field
from home.five_fields_services import kept_picture


def passing_colour(typed: str) -> None:
    """A validator that says what the service would, beside the field."""
    try:
        checked_colour(typed)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused


NO_WORDS = _("Say in a few words what the picture shows, for whoever does not see it.")
CONTACT = ("contact_email", "phone")


class FiveFieldsForm(forms.Form):
    """The fifth is of two lines, as the second, and a manager's.

    A picture that was sent with something wrong beside it is kept: `kept` names it.
    """

    collective: Collective
    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)

    sentence = forms.CharField(
        label=_("1. What you are, in one sentence"),
        max_length=250,
        help_text=_("It stands at the top of your site, and in what search engines show."),
    )
    picture = picture_field(
        label=_("2. A picture of you"),
        help_text=_("JPEG, PNG or WebP; 10 MB at most. It takes the place of the one before."),
    )
    picture_text = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        max_length=255,
        validators=[refuse_file_name],
        help_text=_("For whoever does not see it."),
    )
    where = forms.CharField(
        label=_("3. Where and when one collects"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Beside it stand the address of your places and the next dates."),
    )
    dues = forms.CharField(
        label=_("4. What joining costs"),
        required=False,
        max_length=120,
        help_text=_("For example “10 € a year, 5 € for students”."),
    )
    contact_email = forms.EmailField(
        label=_("5. Where one writes to you"),
        help_text=_("Messages from your site arrive there, and answers to your mails."),
    )
    phone = PhoneField(label=_("Phone"), required=False)

    def only_read_contact(self) -> None:
        """Whoever writes the site does not decide who reads what customers write."""
        for name in CONTACT:
            self.fields[name].disabled, self.fields[name].required = True, False
        self.fields["contact_email"].help_text = _(
            "Only a manager of the collective changes the address and the phone: messages from"
            " your site and answers to your mails arrive there."
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        uid, is_wrong = typed.get("kept"), "picture" in self.errors
        typed["kept"] = kept_picture(self.collective, uid) if uid and not is_wrong else None
        is_new, is_described = typed.get("picture") or typed["kept"], typed.get("picture_text")
        was_described = self.initial.get("picture_text")
        if (is_new or was_described) and not is_described and "picture_text" not in self.errors:
            self.add_error("picture_text", NO_WORDS)
        if is_described and not (is_new or is_wrong or self.collective.page.picture):
            self.add_error("picture", _("Choose the picture that these words describe."))
        return typed


class LookForm(forms.Form):
    """How the site looks; the other colours follow from the one that is chosen."""

    colour = forms.CharField(
        label=_("Colour of buttons and links"),
        required=False,
        max_length=7,
        widget=forms.TextInput({"type": "color"}),
        help_text=_("Dark enough for white text; the dark theme lightens it by itself."),
        validators=[passing_colour],
    )
    logo = picture_field(
        label=_("Logo"),
        help_text=_("JPEG, PNG or WebP; 10 MB at most. It is shown 36 pixels high."),
    )
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
