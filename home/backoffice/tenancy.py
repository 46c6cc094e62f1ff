"""Which collective a page of the office is about: its address names it.

Where no address does, on the screens of Wagtail's own, it is the only one of the person, or the one
whose rooms they opened last; and under whose name the admin stands.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
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
    """The one that the address names, the only one, or the last of several; None before that."""
    named: Collective | None = getattr(request, "collective", None)
    if named:
        return named
    found = managed(request)
    if len(found) == 1:
        return found[0]
    chosen = request.session.get(CHOSEN)
    return next((each for each in found if str(each.uid) == chosen), None)


def office_collective(request: HttpRequest) -> Collective | None:
    """The one that the person works for; of several, the one that is shown or was chosen."""
    worked_for = written(request)
    if len(worked_for) == 1:
        return worked_for[0]
    is_named = hasattr(request, "collective")
    return current_collective(request) if is_named or len(managed(request)) > 1 else None


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


def room_address(request: HttpRequest, name: str, *args: object) -> str:
    """Of a page of a room, in the collective that the request's own address names."""
    slug = request.collective.slug  # type: ignore[attr-defined]  # set by `for_managers`
    return reverse(f"backoffice_{name}", args=[slug, *args])


def choose_collective(request: HttpRequest, slug: str) -> None:
    """Keep for the session which one was opened last; another's is an ``Http404``."""
    _remember(request, _named(managed(request), slug))


def _named(collectives: Sequence[Collective], slug: str) -> Collective:
    named = next((each for each in collectives if each.slug == slug), None)
    if named is None:
        raise Http404
    return named


def _remember(request: HttpRequest, collective: Collective) -> None:
    theirs = managed(request)
    is_other = request.session.get(CHOSEN) != str(collective.uid)
    if is_other and len(theirs) > 1 and collective in theirs:
        request.session[CHOSEN] = str(collective.uid)


def for_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to the managers of the collective that its address names, in its time zone.

    For others it does not exist.
    """
    return _within(managed, view)


def for_writers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same, to those who write its site: editors and managers."""
    return _within(written, view)


def _within(
    theirs: Callable[[HttpRequest], Sequence[Collective]], view: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, collective: str, **kwargs: Any) -> HttpResponse:
        named = _named(theirs(request), collective)
        _remember(request, named)
        setattr(request, "collective", named)  # noqa: B010  (ours, on Django's request)
        with timezone.override(named.zone):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render else response  # its hours are those of the zone

    return guarded
