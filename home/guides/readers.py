"""Who belongs to the network: guides may be for them alone; and what the others are answered."""

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commons.accounts.models import User
from commons.collectives.models import CollectiveRole, Membership, NetworkRole
from commons.collectives.permissions import Someone
from farms.models import FarmMember


def belongs(user: Someone) -> bool:
    """Whether a person has a role, a place in a farm, or a household that is a member somewhere."""
    if not user.is_authenticated:
        return False
    if getattr(user, "is_superuser", False):
        return True
    own = {"user": OuterRef("pk")}
    active = Membership.objects.filter(state=Membership.State.ACTIVE)
    ties = (
        Exists(CollectiveRole.objects.filter(**own))
        | Exists(NetworkRole.objects.filter(**own))
        | Exists(FarmMember.objects.filter(**own))
        | Exists(active.filter(household__persons__user=OuterRef("pk")))
    )
    return User.objects.filter(ties, pk=user.pk).exists()


def for_members_only(request: HttpRequest, path: str) -> HttpResponse:
    """A stranger is asked to sign in; who belongs nowhere yet is told for whom the page is.

    `path`: what they come back to.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(path)
    return render(request, "home/members_only.html", status=403)
