"""Public addresses of a collective's pages; paths of this site."""

from collectifs.collectives.models import Collective


def collective_path(collective: Collective) -> str:
    """The collective's own page."""
    return f"/{collective.slug}/"


def next_shop_path(collective: Collective) -> str:
    """The shop of its next distribution, whichever that is."""
    return f"{collective_path(collective)}boutique/"
