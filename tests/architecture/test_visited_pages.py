"""Every page of the URLconf is looked at in a browser, or there is a reason why not."""

from collections import Counter

from commons.core.viewsets import ServiceViewSet
from tests.architecture.addresses import addresses
from tests.architecture.test_admin_services import rooms
from tests.e2e.rooms import ROOMS, ROOMS_EXEMPT
from tests.e2e.visits import EXEMPT, VISITS

ADMIN = "gestion/"  # Wagtail's own screens, with Wagtail's look


def routes() -> dict[str, set[str]]:
    """Routes by name."""
    found: dict[str, set[str]] = {}
    for address in addresses():
        if not address.route.startswith(ADMIN) or address.name == "admin_entrance":
            found.setdefault(address.name, set()).add(address.route)
    return found


def test_every_page_is_visited_or_exempt() -> None:
    visits = Counter(visit.address for visit in VISITS)

    missing = [
        f"{name or 'without a name'}: {route}"
        for name, of_name in routes().items()
        for route in sorted(of_name)
        if name not in EXEMPT and visits[name] < len(of_name)
    ]

    assert missing == []


def test_no_visit_nor_exemption_is_left_over() -> None:
    named = {visit.address for visit in VISITS}

    assert (named | EXEMPT.keys()) - routes().keys() == set()
    assert named & EXEMPT.keys() == set()


def room_pages() -> set[str]:
    """The pages of our rooms that are looked at: all but bare buttons."""
    return {
        room.get_url_name(page.url_name).removeprefix("backoffice_")  # type: ignore[attr-defined]
        for room in rooms()
        if isinstance(room, ServiceViewSet)
        for page in room.pages
        if "get" in page.http_method_names
    }


def test_every_page_of_a_room_is_visited_or_exempt() -> None:
    visited = {visit.address.removeprefix("backoffice_") for visit in ROOMS}
    others = {"wagtailadmin_home", "choice:index"}

    assert visited - others | ROOMS_EXEMPT.keys() == room_pages()
    assert visited & ROOMS_EXEMPT.keys() == set()
