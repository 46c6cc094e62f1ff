"""The rooms of the admin write through services, and only through them."""

import ast
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from commons.core.viewsets import ServiceView, ServiceViewSet, posts
from tests.architecture import sources

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
OURS = ("home", "shop", "distributions", "charter", "farms", "collectifs", "commons")
# One keeps the choice of a collective in the session, the other shows places: nothing is written.
WITHOUT_ROWS = {"Choice", "PlaceChooser"}


def rooms() -> list[ViewSet]:
    """Our viewsets as Wagtail has them; its URLconf registers them."""
    import collectifs.urls  # noqa: F401

    return [each for each in viewsets.viewsets if type(each).__module__.startswith(OURS)]


def faults(room: ViewSet) -> Iterator[str]:
    """What of a room could write without a service."""
    name = type(room).__name__
    if isinstance(room, ModelViewSet):
        yield f"{name} saves what its form holds"
    if not isinstance(room, ServiceViewSet):
        if name not in WITHOUT_ROWS:
            yield f"{name} is no ServiceViewSet"
        return
    for page in room.pages:
        if posts(page) and not is_service(getattr(page, "service", None)):
            yield f"{name}.{page.__name__} takes a POST without a service"


def is_service(function: Callable[..., Any] | None) -> bool:
    """Whether a module of services (`services`, `…_services`) gives it."""
    given = [
        vars(module)
        for name, module in list(sys.modules.items())
        if name.startswith(OURS) and name.endswith("services")
    ]
    return any(function is each for names in given for each in names.values())


def test_every_room_that_takes_a_post_does_so_by_a_service() -> None:
    assert rooms()
    assert [fault for room in rooms() for fault in faults(room)] == []


class WithoutService(ServiceView):
    url_name = "index"


class Careless(ServiceViewSet):
    name = "careless"
    pages = (WithoutService,)


class Saving(ServiceView):
    url_name = "index"
    service = staticmethod(dict)


class Sly(ServiceViewSet):
    name = "sly"
    pages = (Saving,)


@pytest.mark.parametrize("room", [Careless(), Sly()])
def test_a_room_that_saves_without_a_service_is_found(room: ViewSet) -> None:
    assert len(list(faults(room))) == 1


def calls(text: str) -> Iterator[tuple[int, str]]:
    """The methods that a module calls, with their lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr


def test_no_room_writes_a_row_by_itself() -> None:
    rooms = [each for each in sources.code() if "backoffice/rooms/" in sources.relative(each)]
    written = [
        f"{sources.relative(path)}:{line} .{name}()"
        for path in rooms
        for line, name in calls(path.read_text(encoding="utf-8"))
        if name in WRITES
    ]

    assert rooms
    assert written == []
