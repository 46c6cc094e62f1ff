"""What the rooms of a collective share."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.forms import DateInput, DateTimeInput, Form, TimeInput
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.search import fold
from commons.core.viewsets import Answer, RowsView, ServiceView, ServiceViewSet
from distributions.models import Distribution
from home.backoffice.tenancy import current_collective, for_managers, managed, room_address


class ManagersItem(MenuItem):
    """A menu entry for whoever manages a collective; its `url` is a name of Django's.

    It leads into the room of the collective that the page shows; before one of several is chosen,
    to the choice.
    """

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(managed(request))

    def shown(self, request: HttpRequest) -> Collective | None:
        return current_collective(request)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        collective = self.shown(request)
        component.url = (
            reverse(self.url, args=[collective.slug])
            if collective
            else reverse("backoffice_choice:index")
        )
        return component


class Room(ServiceViewSet):
    """A room of the collective that its address names; it does not exist for others.

    `segment` is its own part of the address.
    """

    segment: ClassVar[str]
    menu_item_class = ManagersItem

    @property
    def url_namespace(self) -> str:
        return f"backoffice_{self.name}"

    @property
    def url_prefix(self) -> str:
        return f"c/<slug:collective>/{self.segment}"

    @property
    def menu_url(self) -> str:
        return str(self.get_url_name("index"))

    def guarded(self, view: Answer) -> Answer:
        return for_managers(view)


class RowLink(TitleColumn):
    """Leads to the row's page in a room of the collective that is shown."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return room_address(parent_context["request"], self.url_name, instance.uid)


class InCollective:
    """A page that knows its collective, and finds nothing of another."""

    request: HttpRequest
    kwargs: dict[str, Any]
    viewset: Any

    @property
    def collective(self) -> Collective:
        # Set by tenancy.py at the door of every room.
        found: Collective = self.request.collective  # type: ignore[attr-defined]
        return found

    def room_url(self, name: str, *args: object) -> str:
        return str(self.viewset.url(name, self.collective.slug, *args))

    @property
    def manager(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  (the admin's door saw to it)
        return self.request.user

    def found(self, rows: Any, name: str = "uid") -> Any:
        """The row that the address names, among those of the collective; else ``Http404``."""
        return get_object_or_404(rows, uid=self.kwargs[name])


class OfDistribution(InCollective):
    """A page about the distribution that its address names by `distribution_name`."""

    distribution_name = "uid"

    @cached_property
    def distribution(self) -> Distribution:
        rows = Distribution.objects.of(self.collective).select_related("place", "collective")
        found: Distribution = self.found(rows, self.distribution_name)
        return found


class ForCollective(InCollective, ServiceView):
    """Its service is told the collective."""

    form_class: Any = Form

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "collective": self.collective}


class WithChoices(ForCollective):
    """Its form too, which offers what is the collective's."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"collective": self.collective}


class FoldedSearch(RowsView):
    """A list that is searched by its `search_fields`: each word, whatever the accents ("oeufs")."""

    is_searchable = True
    search_fields: ClassVar[Sequence[str]]

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        wanted = fold(self.search_query).split()
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        names = ((pk, fold(" ".join(filter(None, texts)))) for pk, *texts in rows)
        found = {pk for pk, name in names if all(word in name for word in wanted)}
        return queryset.filter(pk__in=found)


class SearchedRows(InCollective, FoldedSearch):
    """The room's list; a page named "results" gives the rows alone, while one types."""

    def get_index_url(self) -> str:
        return self.room_url("index")

    def get_index_results_url(self) -> str:
        return self.room_url("results")


class _Hour(TimeInput):
    """Its seconds show where there are any: saved again, they would be lost."""

    def format_value(self, value: Any) -> str | None:
        return _to_the_second(super().format_value(value), value)


class _Moment(DateTimeInput):
    """The same."""

    def format_value(self, value: Any) -> str | None:
        return _to_the_second(super().format_value(value), value)


def _to_the_second(written: str | None, value: Any) -> str | None:
    second = getattr(value, "second", 0)
    return f"{written}:{second:02d}" if written and second else written


def date_input() -> DateInput:
    return DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def time_input() -> TimeInput:
    return _Hour(format="%H:%M", attrs={"type": "time"})


def moment_input() -> DateTimeInput:
    return _Moment(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
