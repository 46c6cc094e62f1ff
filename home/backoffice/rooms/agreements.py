"""What is agreed with a farm: its terms, its pauses, its end; and the farm's people."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from commons.accounts.models import User
from commons.collectives.exceptions import InvalidRate
from commons.core.money import format_percent
from commons.core.viewsets import ButtonView, Crumb, RoomPage, ServiceView
from farms.exceptions import (
    AfterTheEnd,
    AlreadyStarted,
    FromTheFirstDay,
    InvalidDates,
    LaterThanAgreed,
    NotGiven,
)
from farms.models import FarmEngagement, FarmMember, Proposal, Right
from farms.permissions import may, may_seat
from farms.selectors import rate_of
from farms.services import (
    Terms,
    change_terms,
    end_engagement,
    pause_engagement,
    resume_engagement,
    withdraw_proposal,
)
from farms.services.terms import terms_of
from home.backoffice.base import InCollective, date_input
from home.backoffice.fields import PercentField
from home.backoffice.services import (
    invite_person_to_farm,
    remove_person_from_farm,
    uninvite_person,
)

State = FarmEngagement.State
PROPOSED = State.PROPOSED
PROPOSED_TO_FARM = _("The proposal is sent: it holds once the farm accepts.")


def state_today(engagement: FarmEngagement) -> str:
    """Its state in words, over also where its last day has passed."""
    is_over = engagement.is_over(timezone.localdate())
    return str(State.ENDED.label if is_over else engagement.get_state_display())


def rate_words(engagement: FarmEngagement, rate: Decimal | None) -> str:
    """A commission as written, "7,5 %"; the collective's where the farm has none of its own."""
    if rate is None:
        rate = engagement.collective.default_commission_rate
    return format_percent(rate)


def rate_today(engagement: FarmEngagement) -> str:
    return rate_words(engagement, rate_of(engagement, timezone.localdate()))


def change_to_come(engagement: FarmEngagement) -> tuple[date, str] | None:
    """From which day on another commission holds, and which."""
    day = engagement.next_rate_on
    if day is None or day <= timezone.localdate():
        return None
    return day, rate_words(engagement, engagement.next_commission_rate)


def commission_field() -> PercentField:
    return PercentField(label=_("commission (%)"), help_text=_("Empty: that of the collective."))


class OfEngagement(InCollective, RoomPage):
    """A page about one of the collective's engagements."""

    viewset: Any
    right: ClassVar[Right | None] = None
    """What the farm must have let the collective do for the page to open."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its form would tell what is the farm's own; a post is refused by the service."""
        farm, today = self.engagement.farm, timezone.localdate()
        if self.right and not may(self.collective, farm, self.right, on=today):
            messages.error(request, str(NotGiven()))
            return redirect(self.done_url(None))
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    @cached_property
    def engagement(self) -> FarmEngagement:
        rows = self.collective.engagements.select_related("farm", "collective")
        found: FarmEngagement = self.found(rows)
        return found

    def crumbs(self) -> Sequence[Crumb]:
        return [{"url": self.done_url(None), "label": self.engagement.farm.name}]

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "engagement": self.engagement}

    def done_url(self, _result: Any) -> str:
        return self.room_url("detail", self.engagement.uid)


class Pause(OfEngagement, ButtonView):
    route, url_name = "<uuid:uid>/suspendre/", "pause"
    service = staticmethod(pause_engagement)


class Resume(OfEngagement, ButtonView):
    route, url_name = "<uuid:uid>/reprendre/", "resume"
    service = staticmethod(resume_engagement)


class ChangedTermsForm(forms.Form):
    """What is agreed, as it stands; the first day only while it is to come."""

    commission_rate = commission_field()
    rate_on = forms.DateField(
        label=_("this commission holds from"),
        widget=date_input(),
        help_text=_("What is ordered before keeps the commission it had."),
    )
    starts_on = forms.DateField(label=_("starts on"), widget=date_input())
    ends_on = forms.DateField(
        label=_("last day"), required=False, widget=date_input(), help_text=_("Empty: no end.")
    )

    def __init__(self, *args: Any, engagement: FarmEngagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement = engagement
        if engagement.state != PROPOSED and engagement.starts_on <= timezone.localdate():
            del self.fields["starts_on"]

    def clean(self) -> dict[str, Any]:
        typed = {"starts_on": self.engagement.starts_on} | dict(super().clean() or {})
        return typed if self.errors else {"terms": Terms(**typed)}


class ChangeTerms(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/conditions/", "terms"
    is_change = True
    page_title = submit_label = _("Change the terms")
    intro = _("The farm is asked by e-mail; what holds today holds until it accepts.")
    form_class = ChangedTermsForm
    service = staticmethod(change_terms)
    refusal_fields = {
        InvalidRate: "commission_rate",
        InvalidDates: "ends_on",
        AlreadyStarted: "starts_on",
        AfterTheEnd: "rate_on",
        FromTheFirstDay: "rate_on",
    }

    def told(self, result: Any) -> str:
        return str(PROPOSED_TO_FARM) if result else super().told(result)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"engagement": self.engagement}

    def get_initial(self) -> dict[str, Any]:
        """What waits for the farm's answer, or the change that is to come, where there is one."""
        agreed, today = self.engagement, timezone.localdate()
        if waiting := agreed.proposals.filter(answer=Proposal.Answer.WAITING).first():
            return asdict(terms_of(waiting))
        since = max(agreed.next_rate_on or today, agreed.starts_on, today)
        return {
            "commission_rate": rate_of(agreed, since),
            "rate_on": since,
            "starts_on": agreed.starts_on,
            "ends_on": agreed.ends_on,
        }


class EndForm(forms.Form):
    ends_on = forms.DateField(label=_("last day"), widget=date_input())


class End(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/terminer/", "end"
    page_title = submit_label = _("End the agreement")
    submit_class = "button serious"
    intro = _("After this day the farm sells nothing here; orders stand.")
    form_class = EndForm
    service = staticmethod(end_engagement)
    refusal_fields = {InvalidDates: "ends_on", LaterThanAgreed: "ends_on"}


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("e-mail address"))
    role = forms.TypedChoiceField(
        label=_("role"),
        choices=FarmMember.Role.choices,
        coerce=FarmMember.Role,
        initial=FarmMember.Role.PREPARES,
    )


class WithdrawProposal(OfEngagement, ButtonView):
    route, url_name = "<uuid:uid>/propositions/<uuid:proposal>/retirer/", "withdraw"
    service = staticmethod(withdraw_proposal)
    success_message = _("The proposal is withdrawn.")

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"proposal": self.found(self.engagement.proposals, "proposal")}


class AddPerson(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/personnes/ajouter/", "add_person"
    page_title = submit_label = _("Invite a person")
    intro = _("The person gets an e-mail, and is of the farm once they accept.")
    right = Right.PEOPLE
    form_class = PersonForm
    service = staticmethod(invite_person_to_farm)
    success_message = _("The invitation is sent.")

    def get_form(self, form_class: Any = None) -> Any:
        """Who decides for a farm that has people is not offered: that is theirs to say."""
        form = super().get_form(form_class)
        collective, farm, today = self.collective, self.engagement.farm, timezone.localdate()
        offered = [
            (role.value, role.label)
            for role in FarmMember.Role
            if may_seat(collective, farm, role, on=today)
        ]
        if offered:  # else the service says why nobody may be invited
            form.fields["role"].choices = offered
        return form


class Uninvite(OfEngagement, ButtonView):
    route, url_name = "<uuid:uid>/invitations/<uuid:invitation>/retirer/", "uninvite"
    service = staticmethod(uninvite_person)
    success_message = _("The invitation is withdrawn.")

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        found = self.found(self.engagement.farm.invitations, "invitation")
        return {"engagement": self.engagement, "invitation": found}


class RemovePerson(OfEngagement, ButtonView):
    route, url_name = "<uuid:uid>/personnes/<uuid:person>/retirer/", "remove_person"
    service = staticmethod(remove_person_from_farm)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        mine = User.objects.filter(farm_memberships__farm=self.engagement.farm)
        user = get_object_or_404(mine, uid=self.kwargs["person"])
        return {"engagement": self.engagement, "user": user}
