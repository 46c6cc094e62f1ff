"""Who wrote a guide; who belongs to the network, for whom alone some are; the others' answer."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commons.accounts.models import User
from commons.collectives.models import Collective, CollectiveRole, Membership, NetworkRole
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


def writers_of(guides: Iterable[Any]) -> dict[int, Collective]:
    """By the key of the guide the collective below whose shelf it stands, in one query.

    What the network wrote is left out.
    """
    shelves = {guide.pk: guide.path[: -guide.steplen] for guide in guides}
    found = Collective.objects.filter(guide_shelf__path__in=set(shelves.values()))
    by_path = {each.shelf: each for each in found.annotate(shelf=F("guide_shelf__path"))}
    return {pk: by_path[path] for pk, path in shelves.items() if path in by_path}
