"""`/producteur/conventions/`: whom the farm serves, on which terms; who is of it."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.accounts.models import User
from commons.core.ratelimit import limited
from commons.core.refusals import Refused
from farms.exceptions import NotInvited
from farms.models import FarmEngagement, FarmInvitation, FarmMember, Proposal
from farms.permissions import manages
from farms.services import (
    accept_invitation,
    accept_proposal,
    decline_proposal,
    give_rights,
    invite_to_farm,
    remove_farm_member,
    withdraw_invitation,
)
from shop.producer.agreements import (
    houses_of,
    own_engagement,
    own_farm,
    proposal_to,
    rate_today,
)
from shop.producer.forms import InviteForm, RightsForm


@login_required
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """All that the person decides for their farms."""
    return _page(request)


@login_required
@require_POST
def rights(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let a collective's managers do so much for the farm."""
    engagement = own_engagement(request.user, uid)
    form = RightsForm.of(engagement, request.POST)
    if not form.is_valid():
        raise Http404  # nobody chooses what the page does not offer
    given = form.cleaned_data["rights"]
    try:
        changed = give_rights(
            engagement=engagement, rights=given, actor=_user(request), now=timezone.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("producer:agreements")
    if changed:
        messages.success(request, _("Saved: it holds from now on."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("producer:agreements")


@login_required
@limited("invite-to-farm", 30, 3600)
@require_POST
def invite(request: HttpRequest, farm: str) -> HttpResponse:
    """Offer somebody a place in the farm."""
    mine = own_farm(request.user, farm)
    form = InviteForm(request.POST, prefix=mine.slug)
    if form.is_valid():
        try:
            invite_to_farm(farm=mine, actor=_user(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("email", str(refused))
    if form.errors:
        return _page(request, {mine.pk: form})
    told = _("The invitation is sent to %(email)s.")
    messages.success(request, told % {"email": form.cleaned_data["email"]})
    return redirect("producer:agreements")


@login_required
@require_POST
def remove(request: HttpRequest, farm: str, uid: UUID) -> HttpResponse:
    """Take a person's place in the farm away."""
    mine = own_farm(request.user, farm)
    member = get_object_or_404(FarmMember.objects.select_related("user"), farm=mine, uid=uid)
    try:
        remove_farm_member(farm=mine, user=member.user, actor=_user(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("producer:agreements")
    gone = {"name": member.user.get_full_name(), "farm": mine.name}
    if member.user == request.user:
        messages.success(request, _("You are of %(farm)s no more.") % gone)
        return redirect("home:account")
    messages.success(request, _("%(name)s is of %(farm)s no more.") % gone)
    return redirect("producer:agreements")


@login_required
@require_POST
def uninvite(request: HttpRequest, farm: str, uid: UUID) -> HttpResponse:
    """Take back a place that nobody has taken."""
    mine = own_farm(request.user, farm)
    found = get_object_or_404(FarmInvitation, farm=mine, uid=uid)
    withdraw_invitation(invitation=found, actor=_user(request), now=timezone.now())
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("producer:agreements")


@login_required
def proposal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The terms that a collective proposes, and the answer."""
    user = _user(request)
    found = proposal_to(user, uid)
    answers = {"accepter": accept_proposal, "refuser": decline_proposal}
    answer = answers.get(request.POST.get("reponse", ""))
    if answer is None:
        if request.method == "POST":
            messages.error(request, _("Nothing was answered: accept or decline."))
        return render(request, "producer/proposal.html", _proposal(found, user))
    try:
        answer(proposal=found, actor=user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("producer:proposal", uid)
    accepted = answer is accept_proposal
    messages.success(
        request,
        _("Accepted: the agreement holds.") if accepted else _("Declined: nothing changes."),
    )
    return redirect("producer:proposal", uid)


@login_required
def invitation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A place in a farm that is offered to the person's address."""
    found = FarmInvitation.objects.select_related("farm").filter(uid=uid).first()
    if found is None:
        return render(request, "producer/invitation.html", {"is_over": True}, status=404)
    user = _user(request)
    if request.method == "POST":
        try:
            accept_invitation(invitation=found, user=user, now=timezone.now())
        except NotInvited as refused:
            messages.error(request, str(refused))
            return redirect("producer:invitation", uid)
        messages.success(request, _("Welcome to %(farm)s.") % {"farm": found.farm})
        return redirect("producer:home")
    context = {"invitation": found, "is_ours": found.email == user.email}
    return render(request, "producer/invitation.html", context)


def _proposal(found: Proposal, user: User) -> dict[str, object]:
    engagement = found.engagement
    collective, rate = engagement.collective, found.commission_rate
    return {
        "proposal": found,
        "farm": engagement.farm,
        "collective": collective,
        "rate": collective.default_commission_rate if rate is None else rate,
        "rate_today": rate_today(engagement),
        "is_first": engagement.state == FarmEngagement.State.PROPOSED,
        "is_waiting": found.answer == Proposal.Answer.WAITING,
        "is_own": manages(user, engagement.farm),
    }


def _page(request: HttpRequest, refused: dict[int, InviteForm] | None = None) -> HttpResponse:
    houses = houses_of(request.user, refused or {})
    if not houses:
        raise Http404
    context = {"houses": houses, "farms": [house.farm for house in houses]}
    status = 422 if refused else 200
    return render(request, "producer/agreements.html", context, status=status)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
