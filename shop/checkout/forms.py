"""Who collects: the name on the lists, the phone, the terms."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from collectifs.accounts.fields import PhoneField
from collectifs.collectives.models import Collective


class OrderForm(forms.Form):
    """Posted with the basket; `submission` makes a second sending the same order."""

    name = forms.CharField(
        label=_("Name on the order"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = PhoneField(help_text=_("Used only if a product is missing."))
    terms = forms.BooleanField(error_messages={"required": _("Accept the terms to order.")})
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, joins: Collective | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if joins is None:
            del self.fields["terms"]
        else:
            self.fields["terms"].label = _("I join %(name)s and accept its terms of sale.") % {
                "name": joins.name
            }

    def clean_submission(self) -> UUID:
        """A crafted or damaged one is replaced: the household has one order anyway."""
        return self.cleaned_data["submission"] or uuid4()
