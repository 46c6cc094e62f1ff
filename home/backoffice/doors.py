"""Doors before screens of Wagtail's admin that ask for no right of their own, or for too little.

Whoever enters the admin could read there what is another's: the tasks of workflows, drafts of
pages, titles in what bulk actions refuse. A door asks first, by the name of the address, whatever
view stands behind it.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from commons.core.sections import is_section

type Next = Callable[[HttpRequest], HttpResponse]
type Door = Callable[..., HttpResponse | None]
# What Wagtail's screens raise for a number or a word that they cannot read, or that is gone.
UNREADABLE = (
    *(ValueError, KeyError, OverflowError, DataError, ValidationError),
    ObjectDoesNotExist,
)
logger = structlog.get_logger("collectifs.requests")


class Doors:
    """Asks before a screen of Wagtail's, and answers for what it could not read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, named: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Whoever does not enter the admin is sent away by Wagtail itself."""
        match = request.resolver_match
        door = DOORS.get(match.view_name) if match else None
        if door is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        try:
            return door(request, **named)
        except UNREADABLE as error:
            raise Http404 from error

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A number too large, letters for a number, a file that is not there: no such page."""
        match = request.resolver_match
        if match is None or not match.func.__module__.startswith("wagtail."):
            return None
        if not isinstance(error, UNREADABLE):
            return None
        logger.warning("unreadable", view=match.view_name, exc_info=error)
        raise Http404 from error


def keeps_workflows(request: HttpRequest, **_named: object) -> HttpResponse | None:
    """Refused as Wagtail refuses the other screens of workflows: back home, with a sentence."""
    if request.user.has_perm("wagtailcore.change_workflow"):
        return None
    answer: HttpResponse = permission_denied(request)
    return answer


def sees_pages(request: HttpRequest, **named: int) -> None:
    """Each page that is named is online, or among those that the person works on."""
    sees(request, {*named.values(), *map(int, request.GET.getlist("id"))})


def sees(request: HttpRequest, ids: Collection[int]) -> None:
    if pages_shown(Page.objects.filter(pk__in=ids), request).count() < len(ids):
        raise Http404


def pages_shown(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Of some pages those that a chooser may show."""
    own = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=own.order_by().values("pk")))


def edits_page(request: HttpRequest, *, page_id: int, **_named: int) -> HttpResponse | None:
    """Wagtail's menu offers a pencil beside each page: it leads to what stands below, where that
    is all that there is to do."""
    page = Page.objects.filter(pk=page_id).first()
    if request.method != "GET" or page is None:
        return None
    if page.specific_deferred.permissions_for_user(request.user).can_edit():
        return None
    own = policy_registry.get_by_type(Page).explorable_instances(request.user)
    if not own.filter(pk=page.pk).exists():
        return None
    return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.pk]))


def adds_pages(request: HttpRequest, **_named: object) -> None:
    """Below which pages another may stand is for whoever adds some."""
    if not policy_registry.get_by_type(Page).user_has_permission(request.user, "add"):
        raise Http404


def moves_page(request: HttpRequest, *, page_to_move_id: int, destination_id: int) -> None:
    """Wagtail asks whether the person may move the page there when it moves it, and names both
    before.
    """
    page = Page.objects.filter(pk=page_to_move_id).first()
    if page is None or not page.permissions_for_user(request.user).can_move():
        raise Http404
    sees(request, [destination_id])


def copies_page(request: HttpRequest, **_named: object) -> None:
    """Wagtail names the page below which it does not let the person copy."""
    if request.method == "POST":
        sees(request, [int(request.POST["new_parent_page"])])


def acts_on_all(request: HttpRequest, *, app_label: str, model_name: str, action: str) -> None:
    """A bulk action tells, with their titles, what it may not touch: it is refused instead."""
    kind = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if kind is None:
        raise Http404
    asked = kind(request, apps.get_model(app_label, model_name))
    objects, others = asked.get_actionable_objects()
    if others.get("items_with_no_access"):
        raise Http404
    pages = Page.objects.filter(pk__in=[one.pk for one in objects if isinstance(one, Page)])
    if pages_shown(pages, request).count() < len(pages):
        raise Http404
    # Wagtail reads pages here as if they were of no kind, and so asks nothing of a section.
    if action != "publish" and any(isinstance(one, Page) and is_section(one) for one in objects):
        raise Http404


def not_offered(_request: HttpRequest, **_named: object) -> None:
    raise Http404


def waits_for_a_press(request: HttpRequest, **_named: object) -> HttpResponse | None:
    """Wagtail refuses to sign somebody out by a link, and takes their cookie away all the same."""
    return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def has_an_address(request: HttpRequest, **_named: object) -> None:
    """Wagtail reads what is not there."""
    if request.method == "POST" and "external-link-chooser-url" not in request.POST:
        raise Http404


DOORS: Mapping[str, Door] = {
    "wagtail_bulk_action": acts_on_all,
    "wagtailadmin_choose_page_external_link": has_an_address,
    "wagtailadmin_choose_page_child": sees_pages,
    "wagtailadmin_choose_page_chosen_multiple": sees_pages,
    "wagtailadmin_error_test": not_offered,
    "wagtailadmin_explore": sees_pages,
    "wagtailadmin_explore_results": sees_pages,
    "wagtailadmin_logout": waits_for_a_press,
    "wagtailadmin_pages:choose_parent": adds_pages,
    "wagtailadmin_pages:copy": copies_page,
    "wagtailadmin_pages:confirm_workflow_cancellation": sees_pages,
    "wagtailadmin_pages:edit": edits_page,
    "wagtailadmin_pages:move_confirm": moves_page,
    "wagtailadmin_pages:revisions_index": sees_pages,
    # It names the page of each kind that was changed last, whosever it is.
    "wagtailadmin_reports:page_types_usage": not_offered,
    "wagtailadmin_reports:page_types_usage_results": not_offered,
    # Tags are one list for all collectives.
    "wagtailadmin_tag_autocomplete": not_offered,
    "wagtailadmin_tag_model_autocomplete": not_offered,
    "wagtailadmin_workflows:task_chooser": keeps_workflows,
    "wagtailadmin_workflows:task_chooser_create": keeps_workflows,
    "wagtailadmin_workflows:task_chooser_results": keeps_workflows,
    "wagtailadmin_workflows:task_chosen": keeps_workflows,
    "wagtailembeds:chooser": not_offered,
    # Of the addresses that draw any picture in any size, which are not offered either.
    "wagtailimages:preview": not_offered,
    "wagtailembeds:chooser_upload": not_offered,
}
