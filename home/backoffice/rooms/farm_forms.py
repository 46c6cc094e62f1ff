"""The forms of a farm: who it is, and what is agreed with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.fields import PhoneField, PostcodeField
from commons.collectives.models import Collective
from farms.exceptions import InvalidSiret
from farms.models import Farm, FarmEngagement, VatRegime
from farms.validators import is_siret
from home.backoffice.base import date_input
from home.backoffice.fields import passing
from home.backoffice.rooms.agreements import commission_field

ENDED = FarmEngagement.State.ENDED
TERMS = ("commission_rate", "starts_on")


class TermsForm(forms.Form):
    """What is agreed with a farm."""

    starts_on = forms.DateField(label=_("starts on"), widget=date_input())
    commission_rate = commission_field()


class FarmForm(forms.Form):
    """Who the farm is."""

    name = forms.CharField(label=_("name"), max_length=120)
    email = forms.EmailField(
        label=_("e-mail"), required=False, help_text=_("The list to bring is sent there.")
    )
    phone = PhoneField(label=_("phone"), required=False)
    legal_name = forms.CharField(label=_("legal name"), required=False, max_length=160)
    siret = forms.CharField(
        label=_("SIRET"),
        required=False,
        max_length=20,
        validators=[passing(is_siret, InvalidSiret)],
    )
    street = forms.CharField(label=_("street"), required=False, max_length=160)
    postcode = PostcodeField(required=False)
    town = forms.CharField(label=_("town"), required=False, max_length=80)
    vat_regime = forms.TypedChoiceField(
        label=_("VAT regime"), choices=VatRegime.choices, coerce=VatRegime
    )
    presentation = forms.CharField(
        label=_("presentation"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class NewFarmForm(FarmForm, TermsForm):
    """A farm that the network does not know yet."""

    field_order: Sequence[str] = ("name", "email", "phone", "postcode", "town")

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or {})
        identity = {name: value for name, value in typed.items() if name not in TERMS}
        return {"identity": identity, **{name: typed.get(name) for name in TERMS}}


class ChangedFarmForm(FarmForm):
    """Its VAT regime changes from a day on."""

    field_order: Sequence[str] = (*FarmForm.base_fields, "vat_since")
    vat_since = forms.DateField(
        label=_("this VAT regime holds from"),
        widget=date_input(),
        help_text=_("What is ordered before keeps its VAT."),
    )

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or {})
        vat = {name: typed.pop(name, None) for name in ("vat_regime", "vat_since")}
        return {"identity": typed, **vat}


class KnownFarmForm(TermsForm):
    """A farm of the network that has no agreement with the collective yet."""

    field_order: Sequence[str] = ("farm",)
    farm: forms.ModelChoiceField[Farm] = forms.ModelChoiceField(
        None, label=_("farm"), to_field_name="uid"
    )

    def __init__(self, *args: Any, collective: Collective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = collective.engagements.exclude(state=ENDED)
        # `fields` holds plain Fields for mypy; this one is a choice.
        self.fields["farm"].queryset = Farm.objects.exclude(  # type: ignore[attr-defined]
            pk__in=running.values("farm")
        )
