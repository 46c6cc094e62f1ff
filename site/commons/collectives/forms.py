"""Join a collective."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.collectives.exceptions import TermsNotAccepted


class JoinForm(forms.Form):
    accepts_terms = forms.BooleanField(
        label=_("I accept the terms of sale of the collective"),
        error_messages={"required": TermsNotAccepted.sentence},
    )
