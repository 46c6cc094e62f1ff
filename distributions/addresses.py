"""Public addresses of a distribution's pages; paths of this site."""

from collectifs.collectives.addresses import collective_path
from distributions.models import Distribution


def shop_path(distribution: Distribution) -> str:
    """The shop of one distribution; reads its collective."""
    return f"{collective_path(distribution.collective)}boutique/{distribution.slug}/"


def basket_path(distribution: Distribution) -> str:
    """The basket for one distribution; reads its collective."""
    return f"{collective_path(distribution.collective)}panier/{distribution.slug}/"
