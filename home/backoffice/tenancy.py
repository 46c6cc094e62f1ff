"""Which collective a manager looks after: the only one, or the one chosen in this session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from commons.collectives.models import Collective, Role
from commons.collectives.permissions import collectives_of

CHOSEN = "gestion_collective"


def managed(request: HttpRequest) -> list[Collective]:
    """The collectives that the person manages, by name; asked once for each request."""
    found: list[Collective] | None = getattr(request, "_managed", None)
    if found is None:
        found = list(collectives_of(request.user, Role.MANAGER).select_related("network"))
        setattr(request, "_managed", found)  # noqa: B010  (ours, on Django's request)
    return found


def current_collective(request: HttpRequest) -> Collective | None:
    """The one that is managed, or was chosen among several; None before the choice."""
    found = managed(request)
    if len(found) == 1:
        return found[0]
    chosen = request.session.get(CHOSEN)
    return next((each for each in found if str(each.uid) == chosen), None)


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
