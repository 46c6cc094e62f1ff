"""Fermes: those that the collective has an agreement with, and their people."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commons.collectives.exceptions import InvalidRate
from commons.core.alphabet import by_name
from commons.core.viewsets import Crumb, RowsView, ServiceView
from farms.exceptions import AlreadyEngaged, InvalidSiret, KnownSiret
from farms.models import FarmEngagement, FarmPage, Proposal, Right
from farms.permissions import RUNNING, is_kept_by, may
from farms.selectors import vat_regime_on, waiting_for
from farms.services import engage_farm
from home.backoffice.base import ForCollective, InCollective, Room, RowLink, WithChoices
from home.backoffice.rooms.agreements import (
    PROPOSED,
    PROPOSED_TO_FARM,
    AddPerson,
    ChangeTerms,
    End,
    OfEngagement,
    Pause,
    RemovePerson,
    Resume,
    Uninvite,
    WithdrawProposal,
    change_to_come,
    rate_today,
    rate_words,
    state_today,
)
from home.backoffice.rooms.certifications import AddCertification, EndCertification
from home.backoffice.rooms.farm_forms import (
    ChangedFarmForm,
    FarmForm,
    KnownFarmForm,
    NewFarmForm,
)
from home.backoffice.services import change_farm, welcome_farm


class Farms(InCollective, RowsView):
    page_title = _("Farms")
    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "farm",
            label=_("farm"),
            url_name="farms:detail",
        ),
        Column("farm.town", label=_("town"), accessor="farm.town"),
        Column("state", label=_("state"), accessor=state_today),
        Column("rate", label=_("commission"), accessor=rate_today),
        Column("starts_on", label=_("starts on")),
        Column("ends_on", label=_("ends on"), accessor=lambda each: each.ends_on or ""),
    ]

    def rows(self) -> Any:
        rows = self.collective.engagements.select_related("farm", "collective")
        return rows.order_by("state", by_name("farm__name"), "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(_("Add a farm"), url=self.room_url("add"), icon_name="plus"),
            HeaderButton(_("A farm of the network"), url=self.room_url("engage"), icon_name="link"),
        ]


class _Agreeing(ForCollective):
    refusal_fields = {
        InvalidSiret: "siret",
        KnownSiret: "siret",
        InvalidRate: "commission_rate",
        AlreadyEngaged: "farm",
    }

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": timezone.localdate()}

    def done_url(self, result: Any) -> str:
        return self.room_url("detail", result.uid) if result else self.room_url("index")


class AddFarm(_Agreeing):
    route, url_name = "ajouter/", "add"
    page_title = submit_label = _("Add a farm")
    form_class = NewFarmForm
    service = staticmethod(welcome_farm)


class EngageFarm(_Agreeing, WithChoices):
    route, url_name = "convention/", "engage"
    page_title = submit_label = _("Propose an agreement to a farm of the network")
    intro = _("The farm is asked by e-mail; it sells here once it accepts.")
    form_class = KnownFarmForm
    service = staticmethod(engage_farm)

    def told(self, result: Any) -> str:
        return str(PROPOSED_TO_FARM) if result.state == PROPOSED else super().told(result)


class ChangeFarm(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/coordonnees/", "change"
    page_title = _("Change its details")
    right = Right.IDENTITY
    is_change = True
    form_class = ChangedFarmForm
    service = staticmethod(change_farm)
    refusal_fields = {InvalidSiret: "siret", KnownSiret: "siret"}

    def get_initial(self) -> dict[str, Any]:
        farm, today = self.engagement.farm, timezone.localdate()
        shown = {name: getattr(farm, name) for name in FarmForm.base_fields if hasattr(farm, name)}
        return shown | {"vat_regime": vat_regime_on(farm, today), "vat_since": today}


class FarmOfOurs(OfEngagement, TemplateView):
    """The agreement; while it runs, the farm's certificates and people too."""

    route, url_name = "<uuid:uid>/", "detail"
    template_name = "backoffice/farm.html"

    def get_page_title(self) -> str:
        return self.engagement.farm.name

    def crumbs(self) -> Sequence[Crumb]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        farm, today = self.engagement.farm, timezone.localdate()
        is_over = self.engagement.is_over(today)
        waiting = self.engagement.proposals.filter(answer=Proposal.Answer.WAITING).first()
        is_kept = is_kept_by(farm, self.collective)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "engagement": self.engagement,
            "farm": farm,
            "rate": rate_today(self.engagement),
            "change": change_to_come(self.engagement),
            "waiting": waiting,
            "never": self.never_began(),
            "waiting_rate": waiting and rate_words(self.engagement, waiting.commission_rate),
            "rights": self.rights(),
            "asked": waiting_for([farm.pk]) if is_kept else [],
            "kept_page": FarmPage.objects.filter(farm=farm).first() if is_kept else None,
            "state": state_today(self.engagement),
            "is_over": is_over,
            "is_running": self.engagement.state in RUNNING and not is_over,
            "certifications": farm.certifications.select_related("label", "proof"),
            "today": today,
            "members": farm.members.select_related("user").order_by(
                by_name("user__last_name"), by_name("user__first_name"), "pk"
            ),
            "invitations": farm.invitations.order_by("pk"),
        }

    def never_began(self) -> Proposal | None:
        """What was proposed and not accepted, where nothing else was ever agreed."""
        proposals = self.engagement.proposals.order_by("-pk")
        if self.engagement.state != FarmEngagement.State.ENDED or not proposals:
            return None
        is_accepted = any(each.answer == Proposal.Answer.ACCEPTED for each in proposals)
        return None if is_accepted or self.engagement.ends_on else proposals[0]

    def rights(self) -> Mapping[str, bool]:
        """What the collective's managers may do for the farm, by the right's column."""
        farm, today = self.engagement.farm, timezone.localdate()
        return {right.value: may(self.collective, farm, right, on=today) for right in Right}


class FarmsRoom(Room):
    name = "farms"
    segment = "fermes"
    icon = "group"
    menu_label = _("Farms")
    menu_order = 40
    pages = (
        *(Farms, AddFarm, EngageFarm, FarmOfOurs, ChangeFarm),
        *(ChangeTerms, Pause, Resume, End),
        *(AddCertification, EndCertification),
        *(WithdrawProposal, AddPerson, Uninvite, RemovePerson),
    )
