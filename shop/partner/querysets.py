"""Questions about sellers, for rows that reach one by "<name>__"."""

from django.db.models.functions import Coalesce


def named(seller: str, field: str) -> Coalesce:
    """What the farm or the collective behind a seller has in `field` (`name`, `slug`)."""
    return Coalesce(f"{seller}farm__{field}", f"{seller}collective__{field}")
