"""What the rooms of a collective share."""

from typing import Any

from django.forms import DateInput, DateTimeInput, TimeInput
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.menu import MenuItem

from collectifs.accounts.models import User
from collectifs.collectives.models import Collective
from collectifs.core.viewsets import Answer, ServiceViewSet
from home.backoffice.tenancy import for_managers, managed


class ManagersItem(MenuItem):
    """A menu entry for whoever manages a collective."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(managed(request))


class Room(ServiceViewSet):
    """A room of the collective that is managed now; it does not exist for others."""

    menu_item_class = ManagersItem

    @property
    def url_namespace(self) -> str:
        return f"backoffice_{self.name}"

    def guarded(self, view: Answer) -> Answer:
        return for_managers(view)


class InCollective:
    """A page that knows its collective, and finds nothing of another."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def collective(self) -> Collective:
        # Set by tenancy.py at the door of every room.
        found: Collective = self.request.collective  # type: ignore[attr-defined]
        return found

    @property
    def manager(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  (the admin's door saw to it)
        return self.request.user

    def found(self, rows: Any, name: str = "uid") -> Any:
        """The row that the address names, among those of the collective; else ``Http404``."""
        return get_object_or_404(rows, uid=self.kwargs[name])


def date_input() -> DateInput:
    return DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def time_input() -> TimeInput:
    return TimeInput(format="%H:%M", attrs={"type": "time"})


def moment_input() -> DateTimeInput:
    return DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
