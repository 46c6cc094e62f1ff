"""The aisles that a network begins with, from `aisles.json`: slugs name their tint and icon."""

import json
from pathlib import Path

from commons.collectives.models import Network
from commons.core.locking import write
from shop.catalogue.models import Aisle

FILE = Path(__file__).with_name("aisles.json")


@write
def load_aisles(network: Network) -> dict[str, Aisle]:
    """Make a new network's aisles, by slug; later they are its administrator's to write."""
    aisles = json.loads(FILE.read_text(encoding="utf-8"))
    return {aisle["slug"]: Aisle.objects.create(network=network, **aisle) for aisle in aisles}
