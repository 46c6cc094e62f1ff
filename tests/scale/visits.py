"""Every page of the URLconf that answers a GET, as somebody of the cast who may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from distributions.models import DistributionSeries
from tests.architecture.addresses import Address, addresses
from tests.architecture.expectations import EXPECTED, default_values
from tests.cast import PEOPLE, STRANGER, Cast

ROOM = "backoffice_"
SEEN_BY = ("consumer_a", "producer", "manager_a", STRANGER)
"""Who is asked first: those with something to see."""


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    person: str


def pages(cast: Cast) -> Iterator[Page]:
    yield Page("wagtailadmin_home", "/gestion/", "manager_a")
    for address in addresses():
        if address.name.startswith(ROOM):
            path = address.path(values_of_room(cast, address.name))
            yield Page(address.name, path, "manager_a")
        elif person := who_sees(address):
            yield Page(address.name, address.path(values(cast, address)), person)


def who_sees(address: Address) -> str:
    row = EXPECTED.get(address.route) or EXPECTED.get(address.name)
    answers = row.get if row else {}
    may = [name for name in PEOPLE if "200" in answers.get(name, "")]
    return next((name for name in SEEN_BY if name in may), next(iter(may), ""))


def values(cast: Cast, address: Address) -> Mapping[str, object]:
    row = EXPECTED.get(address.route) or EXPECTED[address.name]
    return {**default_values(cast), **(row.values(cast) if row.values else {})}


def values_of_room(cast: Cast, name: str) -> Mapping[str, object]:
    """What the parameters of a room's pages mean: each room has its own rows."""
    side, room = cast.a, name.removeprefix(ROOM).partition(":")[0]
    engagement = cast.farm.engagements.get(collective=side.collective)
    series = DistributionSeries.objects.filter(collective=side.collective).first()
    rows = {
        "distributions": series if name.endswith("_series") else side.distribution,
        "orders": side.order,
        "farms": engagement,
        "products": side.listing.product,
        "places": side.distribution.place,
    }
    row, certificate = rows.get(room), cast.farm.certifications.get()
    return {
        "collective": side.collective.slug,
        "uid": row.uid if row else "",
        "distribution": side.distribution.uid,
        "listing": side.listing.uid,
        "line": side.order.lines.get(listing=side.listing).uid,
        "certification": certificate.uid,
    }
