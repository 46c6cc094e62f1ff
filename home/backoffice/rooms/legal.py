"""Mentions légales: of a collective, for its managers; the form of the network's too."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from commons.accounts.fields import PhoneField
from commons.collectives.exceptions import InvalidRna, InvalidSiren
from commons.collectives.legal import Publisher, fields_of, missing
from commons.collectives.services import set_legal_identity
from commons.core.legal_numbers import is_rna, is_siren, plain
from commons.core.viewsets import ServiceView
from home.backoffice.base import InCollective, Room
from home.backoffice.fields import passing


class LegalForm(forms.Form):
    """What the law has a collective say on its legal page."""

    legal_name = forms.CharField(
        label=_("legal name"), required=False, max_length=160, help_text=_("If it is another.")
    )
    legal_form = forms.CharField(
        label=_("legal form"),
        required=False,
        max_length=80,
        help_text=_("For example “association under the law of 1901”."),
    )
    seat = forms.CharField(label=_("registered office"), required=False, max_length=250)
    contact_email = forms.EmailField(label=_("contact e-mail"), required=False)
    phone = PhoneField(label=_("phone"), required=False)
    siren = forms.CharField(
        label="SIREN",
        required=False,
        max_length=20,
        validators=[passing(lambda typed: is_siren(plain(typed)), InvalidSiren)],
    )
    rna = forms.CharField(
        label="RNA",
        required=False,
        max_length=20,
        help_text=_("One of the two is enough."),
        validators=[passing(lambda typed: is_rna(plain(typed)), InvalidRna)],
    )
    publication_director = forms.CharField(
        label=_("publication director"), required=False, max_length=120
    )
    mediator = forms.CharField(
        label=_("consumer mediator"),
        required=False,
        max_length=250,
        help_text=_("Name, address and site of the mediator that you have joined."),
    )
    privacy = forms.CharField(
        label=_("personal data"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who answers questions about them, and what is special with you."),
    )


class NetworkLegalForm(LegalForm):
    """The network says who hosts the site, too."""

    host = forms.CharField(
        label=_("host"),
        required=False,
        max_length=250,
        help_text=_("Name, address and phone of the company that runs the server."),
    )


class ChangeIdentity(ServiceView):
    """The form of a publisher; what is missing is said above it."""

    is_change = True
    page_title = _("Legal notice")
    service = staticmethod(set_legal_identity)
    publisher: Publisher

    @property
    def intro(self) -> str:
        found = missing(self.publisher)
        if not found:
            return str(_("Nothing is missing on the legal page."))
        return str(_("Still missing on the legal page: %(names)s.") % {"names": ", ".join(found)})

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.publisher, name) for name in fields_of(self.publisher)}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"identity": typed, "publisher": self.publisher}

    def done_url(self, _result: Any) -> str:
        return reverse("wagtailadmin_home")


class ChangeCollective(InCollective, ChangeIdentity):
    url_name = "index"
    form_class = LegalForm

    @property
    def publisher(self) -> Publisher:  # type: ignore[override]  # read at each request
        return self.collective


class LegalRoom(Room):
    name = "legal"
    segment = "mentions-legales"
    icon = "doc-full"
    menu_label = _("Legal notice")
    menu_order = 80
    pages: ClassVar[Sequence[type[View]]] = (ChangeCollective,)
