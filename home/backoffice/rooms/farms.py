"""Fermes: those that the collective has an agreement with, and their people."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from collectifs.accounts.fields import PhoneField
from collectifs.collectives.exceptions import InvalidRate
from collectifs.collectives.models import Collective
from collectifs.core.viewsets import RowsView
from farms.exceptions import AlreadyEngaged, InvalidSiret
from farms.models import Farm, FarmEngagement, VatRegime
from farms.services import engage_farm
from home.backoffice.base import ForCollective, InCollective, Room, WithChoices, date_input
from home.backoffice.rooms.agreements import (
    AddPerson,
    ChangeTerms,
    End,
    OfEngagement,
    Pause,
    RemovePerson,
    Resume,
    change_to_come,
    commission_field,
    rate_today,
)
from home.backoffice.rooms.certifications import AddCertification, EndCertification
from home.backoffice.services import welcome_farm

ENDED = FarmEngagement.State.ENDED
TERMS = ("commission_rate", "starts_on", "managers_may_edit")


class TermsForm(forms.Form):
    """What is agreed with a farm."""

    starts_on = forms.DateField(label=_("starts on"), widget=date_input())
    commission_rate = commission_field()


class NewFarmForm(TermsForm):
    """A farm that the network does not know yet."""

    field_order: Sequence[str] = ("name", "email", "phone", "postcode", "town")
    name = forms.CharField(label=_("name"), max_length=120)
    email = forms.EmailField(
        label=_("e-mail"), required=False, help_text=_("The list to bring is sent there.")
    )
    phone = PhoneField(label=_("phone"), required=False)
    legal_name = forms.CharField(label=_("legal name"), required=False, max_length=160)
    siret = forms.CharField(label=_("SIRET"), required=False, max_length=20)
    street = forms.CharField(label=_("street"), required=False, max_length=160)
    postcode = forms.CharField(label=_("postcode"), required=False, max_length=5)
    town = forms.CharField(label=_("town"), required=False, max_length=80)
    vat_regime = forms.ChoiceField(label=_("VAT regime"), choices=VatRegime.choices)
    presentation = forms.CharField(
        label=_("presentation"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    managers_may_edit = forms.BooleanField(
        label=_("managers may edit the products"), required=False
    )

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or {})
        identity = {name: value for name, value in typed.items() if name not in TERMS}
        identity["vat_regime"] = VatRegime(identity.get("vat_regime") or VatRegime.REAL)
        return {"identity": identity, **{name: typed.get(name) for name in TERMS}}


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


class Farms(InCollective, RowsView):
    page_title = _("Farms")
    columns: ClassVar[Sequence[Column]] = [
        TitleColumn(
            "farm",
            label=_("farm"),
            get_url=lambda each: reverse("backoffice_farms:detail", args=[each.uid]),
        ),
        Column("farm.town", label=_("town"), accessor="farm.town"),
        Column("state", label=_("state"), accessor="get_state_display"),
        Column("rate", label=_("commission"), accessor=rate_today),
        Column("starts_on", label=_("starts on")),
        Column("ends_on", label=_("ends on"), accessor=lambda each: each.ends_on or ""),
    ]

    def rows(self) -> Any:
        rows = self.collective.engagements.select_related("farm", "collective")
        return rows.order_by("state", "farm__name", "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(_("Add a farm"), url=self.viewset.url("add"), icon_name="plus"),
            HeaderButton(
                _("A farm of the network"), url=self.viewset.url("engage"), icon_name="link"
            ),
        ]


class _Agreeing(ForCollective):
    refusal_fields = {
        InvalidSiret: "siret",
        InvalidRate: "commission_rate",
        AlreadyEngaged: "farm",
    }

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": timezone.localdate()}

    def done_url(self, result: Any) -> str:
        return str(self.viewset.url("detail", result.uid) if result else self.viewset.url("index"))


class AddFarm(_Agreeing):
    route, url_name = "ajouter/", "add"
    page_title = submit_label = _("Add a farm")
    form_class = NewFarmForm
    service = staticmethod(welcome_farm)


class EngageFarm(_Agreeing, WithChoices):
    route, url_name = "convention/", "engage"
    page_title = submit_label = _("Make an agreement with a farm of the network")
    form_class = KnownFarmForm
    service = staticmethod(engage_farm)


class FarmOfOurs(OfEngagement, TemplateView):
    """The agreement and the farm's people."""

    route, url_name = "<uuid:uid>/", "detail"
    template_name = "backoffice/farm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = self.engagement.farm.members.select_related("user").order_by("pk")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "engagement": self.engagement,
            "farm": self.engagement.farm,
            "rate": rate_today(self.engagement),
            "change": change_to_come(self.engagement),
            "certifications": self.engagement.farm.certifications.select_related("label", "proof"),
            "today": timezone.localdate(),
            "members": members,
        }


class FarmsRoom(Room):
    name = "farms"
    url_prefix = "fermes"
    icon = "group"
    menu_label = _("Farms")
    menu_order = 40
    pages = (
        *(Farms, AddFarm, EngageFarm, FarmOfOurs),
        *(ChangeTerms, Pause, Resume, End),
        *(AddCertification, EndCertification),
        *(AddPerson, RemovePerson),
    )
