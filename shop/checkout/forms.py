"""Who collects: the name on the lists, the phone, the terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.fields import PhoneField, names_somebody
from commons.collectives.models import Collective


class OrderForm(forms.Form):
    """Posted with the basket."""

    name = forms.CharField(
        label=_("Name on the order"),
        max_length=120,
        validators=[names_somebody],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = PhoneField(help_text=_("Used only if a product is missing."))
    terms = forms.BooleanField(required=False)

    def __init__(self, *args: Any, collective: Collective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].label = _("I join %(name)s and accept its terms of sale.") % {
            "name": collective.name
        }

    def require_terms(self) -> None:
        """Whoever joins by ordering must accept them; a member has, and is not asked."""
        if not self.data.get("terms"):
            self.add_error("terms", _("Accept the terms to order."))
