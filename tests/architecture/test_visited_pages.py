"""Every page of the URLconf is looked at in a browser, or there is a reason why not."""

from collections import Counter

from tests.architecture.addresses import addresses
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
