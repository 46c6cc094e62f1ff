"""Réglages: what a collective sets once, each with its sentence; what was changed, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView

from commons.collectives.exceptions import InvalidPause, UnlikelyDay
from commons.collectives.models import Collective, CollectiveVatStatus, FeeBearer
from commons.collectives.selectors import vat_status
from commons.collectives.services import (
    set_collective_pause,
    set_order_settings,
    set_vat_status,
)
from commons.core.dates import day_and_year, day_of_year
from commons.core.models import AuditEntry
from commons.core.money import format_percent
from commons.core.viewsets import RoomPage
from farms.services import set_commission
from home.backoffice.base import ForCollective, InCollective, Room, date_input
from home.backoffice.fields import PercentField
from home.backoffice.tenancy import room_address

LAST = 10
ACTS: Mapping[str, Any] = {
    "set_commission": _("commission and fee"),
    "set_vat_status": _("VAT"),
    "set_order_settings": _("orders"),
    "set_collective_pause": _("pause"),
    "set_legal_identity": _("legal notice"),
    "dress_collective": _("logo and colour"),
}
BEARERS = FeeBearer.choices
LIABLE = [("no", _("not liable (no VAT is charged)")), ("yes", _("liable"))]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set, and where it is changed."""

    name: Any
    value: Any
    url: str


class Settings(InCollective, RoomPage, TemplateView):
    """Every setting with what holds now; the latest changes below."""

    url_name = "index"
    template_name = "backoffice/settings.html"
    page_title = _("The collective’s settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, zone = timezone.now(), self.collective.zone
        changes = AuditEntry.objects.filter(
            target_type="collective", target_uid=self.collective.uid, action__in=ACTS
        )
        return context | {
            "settings": self.settings(),
            "changes": [
                (day_of_year(each.at, now, zone), each.actor, ACTS[each.action])
                for each in changes.select_related("actor").order_by("-at", "-pk")[:LAST]
            ],
        }

    def settings(self) -> Sequence[Setting]:
        collective = self.collective
        return [
            Setting(Commission.page_title, _commission(collective), self.room_url("commission")),
            Setting(Vat.page_title, _vat(collective), self.room_url("vat")),
            Setting(Orders.page_title, _orders(collective), self.room_url("orders")),
            Setting(Pause.page_title, _pause(collective), self.room_url("pause")),
            *self._elsewhere(),
        ]

    def _elsewhere(self) -> Sequence[Setting]:
        collective, at = self.collective, self.request
        look = collective.colour or _("our colours")
        contact = collective.contact_email or _("no contact")
        return [
            Setting(_("Contact and first page"), contact, room_address(at, "site:index")),
            Setting(_("Logo and colour"), look, room_address(at, "site:look")),
            Setting(_("Legal notice"), collective.legal_name, room_address(at, "legal:index")),
        ]


def _commission(collective: Collective) -> str:
    rate = format_percent(collective.default_commission_rate)
    fee = format_percent(collective.network.platform_fee_rate)
    return str(
        _("%(rate)s; the platform’s fee (%(fee)s) is borne by %(who)s")
        % {"rate": rate, "fee": fee, "who": collective.get_fee_bearer_display()}
    )


def _vat(collective: Collective) -> str:
    """What holds, and what is to come."""
    today = timezone.localdate(timezone.now(), collective.zone)
    coming = collective.vat_statuses.filter(since__gt=today).order_by("since")
    said = (vat_status(collective, today), *coming)
    return " · ".join(str(_of_vat(status)) for status in said)


def _of_vat(status: CollectiveVatStatus | None) -> Any:
    if status is None:
        return _("not said: no VAT is charged")
    said = {"since": day_and_year(status.since)}
    return (
        _("liable since %(since)s") if status.liable else _("not liable since %(since)s")
    ) % said


def _orders(collective: Collective) -> Any:
    shown = collective.get_customer_name_display()
    terms = _("terms written") if collective.terms else _("no terms yet")
    return _("farms read “%(shown)s”; %(terms)s") % {"shown": shown, "terms": terms}


def _pause(collective: Collective) -> Any:
    if collective.paused_from is None:
        return _("no pause")
    days = {"from": day_and_year(collective.paused_from)}
    if collective.paused_until is None:
        return _("from %(from)s on") % days
    return _("from %(from)s to %(until)s") % (
        days | {"until": day_and_year(collective.paused_until)}
    )


class CommissionForm(forms.Form):
    """What is withheld from farms, and who bears what the network asks."""

    default_commission_rate = PercentField(
        label=_("commission (%)"),
        required=True,
        help_text=_("Of sales, VAT included. It is proposed to farms that join from now on."),
    )
    fee_bearer = forms.ChoiceField(
        label=_("platform fee borne by"),
        choices=BEARERS,
        help_text=_("Orders that were placed keep what held for them."),
    )


class Commission(ForCollective):
    route, url_name = "commission/", "commission"
    is_change = True
    page_title = _("Commission and fee")
    form_class = CommissionForm
    service = staticmethod(set_commission)
    intro = _(
        "Agreements that run keep the rate that the farm accepted: propose another from its page."
    )

    def get_initial(self) -> dict[str, Any]:
        return _of(self.collective, "default_commission_rate", "fee_bearer")

    def told(self, result: int) -> str:
        if not result:
            return super().told(result)
        sentence = ngettext(
            "Saved. %(n)s agreement keeps its former rate.",
            "Saved. %(n)s agreements keep their former rate.",
            result,
        )
        return sentence % {"n": result}


class VatForm(forms.Form):
    """Whether VAT is taken out of the commission and charged on the collective's own goods."""

    liable = forms.ChoiceField(label=_("the association is"), choices=LIABLE)
    since = forms.DateField(
        label=_("since"),
        widget=date_input(),
        help_text=_("Sales of this day and after; what is ordered keeps its rate."),
    )

    def clean_liable(self) -> bool:
        return bool(self.cleaned_data["liable"] == "yes")


class Vat(ForCollective):
    route, url_name = "tva/", "vat"
    page_title = _("VAT of the association")
    form_class = VatForm
    service = staticmethod(set_vat_status)
    refusal_fields: ClassVar[Mapping[type, str]] = {UnlikelyDay: "since"}

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate(timezone.now(), self.collective.zone)
        status = vat_status(self.collective, today)
        return {"liable": "yes" if status and status.liable else "no", "since": today}


class OrdersForm(forms.Form):
    """What customers accept, and what farms read of them."""

    customer_name = forms.ChoiceField(
        label=_("customers as farms see them"),
        choices=Collective.CustomerName.choices,
        help_text=_("On lists, labels and mails of farms."),
    )
    terms = forms.CharField(
        label=_("terms of sale"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("When they change, everybody is asked to accept them at the next order."),
    )


class Orders(ForCollective):
    route, url_name = "commandes/", "orders"
    is_change = True
    page_title = _("Orders and terms of sale")
    form_class = OrdersForm
    service = staticmethod(set_order_settings)

    def get_initial(self) -> dict[str, Any]:
        return _of(self.collective, "customer_name", "terms")


class PauseForm(forms.Form):
    """Days at which nothing is sold."""

    paused_from = forms.DateField(
        label=_("first day"),
        required=False,
        widget=date_input(),
        help_text=_("Empty: the collective does not pause."),
    )
    paused_until = forms.DateField(
        label=_("last day"), required=False, widget=date_input(), help_text=_("Empty: no end.")
    )


class Pause(ForCollective):
    route, url_name = "pause/", "pause"
    is_change = True
    page_title = _("Pause of the collective")
    form_class = PauseForm
    service = staticmethod(set_collective_pause)
    refusal_fields: ClassVar[Mapping[type, str]] = {
        InvalidPause: "paused_until",
        UnlikelyDay: "paused_until",
    }
    intro = _("Nothing is sold at distributions of these days. What is ordered stands.")

    def get_initial(self) -> dict[str, Any]:
        return _of(self.collective, "paused_from", "paused_until")


def _of(collective: Collective, *names: str) -> dict[str, Any]:
    return {name: getattr(collective, name) for name in names}


class SettingsRoom(Room):
    name = "settings"
    segment = "reglages"
    icon = "cogs"
    menu_label = _("The collective’s settings")
    menu_order = 90
    pages: ClassVar[Sequence[type[View]]] = (Settings, Commission, Vat, Orders, Pause)
