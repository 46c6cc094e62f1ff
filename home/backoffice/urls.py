"""Addresses of Wagtail's admin that ask for no right of their own, asked for one before its own.

Whoever enters the admin could read there the tasks of workflows, which are the network's.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import workflows

type View = Callable[..., HttpResponse]


def for_keepers_of_workflows(view: View) -> View:
    """Refuse as Wagtail refuses the other screens of workflows: back home, with a sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: int) -> HttpResponse:
        if not request.user.has_perm("wagtailcore.change_workflow"):
            raise PermissionDenied
        return view(request, **named)

    entered: View = require_admin_access(guarded)
    return entered


CHOOSER = "workflows/task_chooser/"
urlpatterns = [
    path(CHOOSER, for_keepers_of_workflows(workflows.TaskChooserView.as_view())),
    path(
        f"{CHOOSER}results/", for_keepers_of_workflows(workflows.TaskChooserResultsView.as_view())
    ),
    path(f"{CHOOSER}create/", for_keepers_of_workflows(workflows.TaskChooserCreateView.as_view())),
    path(f"{CHOOSER}<int:task_id>/", for_keepers_of_workflows(workflows.task_chosen)),
]
