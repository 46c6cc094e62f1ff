"""Addresses that somebody may open, as the table of expectations says."""

from collections.abc import Iterator

from tests.architecture.addresses import addresses
from tests.architecture.expectations import EXPECTED, default_values
from tests.cast import Cast


def pages_of(cast: Cast, name: str) -> Iterator[str]:
    """Those that answer 200 to one of the cast."""
    for address in addresses():
        row = EXPECTED.get(address.route) or EXPECTED.get(address.name)
        if row and row.get[name] == "200":
            values = row.values(cast) if row.values else {}
            yield address.path({**default_values(cast), **values})
