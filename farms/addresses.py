"""Public addresses of a farm's pages; paths of this site."""

from farms.models import Farm


def farm_path(farm: Farm) -> str:
    """The farm's own page."""
    return f"/fermes/{farm.slug}/"
