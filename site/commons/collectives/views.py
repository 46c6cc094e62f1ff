"""`/<collectif>/adherer/`: read the terms, accept them, go on with the order."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.models import Household, User
from commons.accounts.redirects import next_address
from commons.accounts.services import ensure_household
from commons.collectives.addresses import collective_path
from commons.collectives.forms import JoinForm
from commons.collectives.models import Collective
from commons.collectives.selectors import membership_of
from commons.collectives.services import join_collective
from commons.core.locking import Busy
from commons.core.ratelimit import limited


@login_required
@limited("join", 20, 3600)
def join(request: HttpRequest, collective: str) -> HttpResponse:
    """Show the terms, or make the household a member; a member of today's terms goes on at once."""
    joined = get_object_or_404(Collective, slug=collective)
    user = cast(User, request.user)
    household = ensure_household(user=user)
    onwards = next_address(request, collective_path(joined))
    membership = membership_of(household, joined)
    if membership and membership.terms_version == joined.terms_version:
        return HttpResponseRedirect(onwards)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _joins(form, user, household, joined):
        messages.success(request, _("Welcome: you are a member of %(name)s.") % {"name": joined})
        return HttpResponseRedirect(onwards)
    context = {"collective": joined, "form": form, "next": onwards, "membership": membership}
    return render(request, "collectives/join.html", context)


def _joins(form: JoinForm, user: User, household: Household, collective: Collective) -> bool:
    """Whether it went through; else the form says why not."""
    try:
        join_collective(
            household=household,
            collective=collective,
            accepts_terms=True,
            actor=user,
            now=timezone.now(),
        )
    except Busy as busy:
        form.add_error(None, str(busy))
        return False
    return True
