"""The bar below the editor of a page, and where one is once it has done its work.

Wagtail stores drafts by itself, and yet puts "save draft" first and what one came for behind an
arrow; it names the workflow where people want to know what happens.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, WorkflowState

from farms.models import FarmPage

FIRST = ("approve", "action-publish", "action-submit")
"""What whoever may do it came for; the first of these that is offered leads."""
DECIDES = ("action-publish", "action-submit", "action-workflow-action")

_say_that_it_is_saved = EditView.add_save_confirmation_message


class Propose(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        is_sent_back = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        again, first = _("Propose again for review"), _("Propose for review")
        context["label"] = again if is_sent_back else first
        return context


def lead_with_what_one_came_for(
    items: list[ActionMenuItem], _request: HttpRequest, _context: Mapping[str, Any]
) -> None:
    items[:] = [Propose(item.order) if item.name == "action-submit" else item for item in items]
    for name in FIRST:
        for item in items:
            if item.name == name:
                items.remove(item)
                items.insert(0, item)
                return


def back_to_the_farm(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever writes the page of a farm alone comes back to it; Wagtail shows an empty list."""
    if not isinstance(page, FarmPage) or not any(name in request.POST for name in DECIDES):
        return None
    if page.get_parent().permissions_for_user(request.user).can_edit():
        return None
    if page.farm.members.filter(user=request.user.pk).exists():
        way = messages.button(reverse("producer:home"), _("Back to my farm"))
        messages.info(request, _("You are still on the farm’s page."), buttons=[way])
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def say_what_was_decided() -> None:
    """Wagtail says "updated" to whoever refuses as to whoever approves."""
    EditView.add_save_confirmation_message = _say


def _say(view: EditView) -> None:
    if view.action_name == "perform_workflow_action":
        messages.success(view.request, _decided(view.page, view.workflow_action))
    else:
        _say_that_it_is_saved(view)


def _decided(page: Page, answer: str) -> str:
    if answer == "reject":
        return _("Changes are requested; the author receives your comment.")
    stored = Page.objects.get(pk=page.pk)
    is_public = stored.live and not stored.has_unpublished_changes
    return _("The page is published.") if is_public else _("Your approval is recorded.")
