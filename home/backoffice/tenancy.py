"""Which collective a manager looks after: the only one, or the one chosen in this session.

And under whose name the admin stands.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from commons.collectives.models import Collective, CollectiveRole, Network, Role
from commons.collectives.permissions import ROLES_WITH_ROOMS, roles_of
from farms.models import Farm

CHOSEN = "gestion_collective"


def held(request: HttpRequest) -> list[CollectiveRole]:
    """The roles that let the person in, by the collective's name; asked once for each request."""
    found: list[CollectiveRole] | None = getattr(request, "_roles_held", None)
    if found is None:
        roles = roles_of(request.user, *ROLES_WITH_ROOMS).select_related("collective__network")
        found = list(roles.order_by("collective", "pk"))
        setattr(request, "_roles_held", found)  # noqa: B010  (ours, on Django's request)
    return found


def managed(request: HttpRequest) -> list[Collective]:
    """The collectives that the person manages, by name."""
    return [role.collective for role in held(request) if role.role == Role.MANAGER]


def written(request: HttpRequest) -> list[Collective]:
    """The collectives for whose site the person writes, by name."""
    return list({role.collective_id: role.collective for role in held(request)}.values())


def current_collective(request: HttpRequest) -> Collective | None:
    """The one that is managed, or was chosen among several; None before the choice."""
    found = managed(request)
    if len(found) == 1:
        return found[0]
    chosen = request.session.get(CHOSEN)
    return next((each for each in found if str(each.uid) == chosen), None)


def office_collective(request: HttpRequest) -> Collective | None:
    """The one that the person works for; of several, the one that was chosen."""
    worked_for = written(request)
    if len(worked_for) == 1:
        return worked_for[0]
    return current_collective(request) if len(managed(request)) > 1 else None


def office_name(request: HttpRequest) -> str:
    """Of the collective that the person works for, else of the farm, else of the network.

    Somebody of several collectives reads the product's name until one is chosen.
    """
    if not held(request):
        return _name_outside_collectives(request)
    chosen = office_collective(request)
    return chosen.name if chosen else settings.WAGTAIL_SITE_NAME


def _name_outside_collectives(request: HttpRequest) -> str:
    of_person = Farm.objects.filter(members__user=request.user.pk)
    farms: list[str] = list(of_person.values_list("name", flat=True)[:2])
    if len(farms) == 1:
        return farms[0]
    network = Network.objects.first()
    return network.name if network and not farms else settings.WAGTAIL_SITE_NAME


def choose_collective(request: HttpRequest, uid: str) -> Collective:
    """Keep a choice for the session; another's collective is an ``Http404``."""
    for each in managed(request):
        if str(each.uid) == uid:
            request.session[CHOSEN] = uid
            return each
    raise Http404


def for_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to managers, in the time zone of their collective; for others it does not exist.

    Sends whoever has several collectives to the choice first.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not managed(request):
            raise Http404
        collective = current_collective(request)
        if collective is None:
            return HttpResponseRedirect(reverse("backoffice_choice:index"))
        setattr(request, "collective", collective)  # noqa: B010  (ours, on Django's request)
        with timezone.override(collective.zone):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render else response  # its hours are those of the zone

    return guarded
