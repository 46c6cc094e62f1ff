"""The labels that an installation begins with, from `labels.json`."""

import json
from pathlib import Path

from commons.core.locking import write
from farms.models import Label

FILE = Path(__file__).resolve().parents[1] / "labels.json"


@write
def load_labels() -> dict[str, Label]:
    """Make the labels, by slug; later they are the network's administrator's to write."""
    labels = json.loads(FILE.read_text(encoding="utf-8"))
    return {label["slug"]: Label.objects.create(**label) for label in labels}
