"""`/<collectif>/adherer/`: read the terms, accept them, go on with the order."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.redirects import next_address
from commons.accounts.services import ensure_household
from commons.collectives.addresses import collective_path
from commons.collectives.forms import JoinForm
from commons.collectives.models import Collective
from commons.collectives.selectors import membership_of
from commons.collectives.services import join_collective
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
    if not form.is_valid():
        context = {"collective": joined, "form": form, "next": onwards, "membership": membership}
        return render(request, "collectives/join.html", context)
    now = timezone.now()
    join_collective(household=household, collective=joined, accepts_terms=True, actor=user, now=now)
    messages.success(request, _("Welcome: you are a member of %(name)s.") % {"name": joined})
    return HttpResponseRedirect(onwards)
