"""Pictures of the demo's products: an icon on the tinted tile of its aisle, drawn with Pillow.

Free photographs of food were not found, so the demo draws its own; the icons and their licence
are in `data/icons/` (`tools/vendor_icons.py`).
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

ICONS = Path(__file__).parent / "data" / "icons"

TINTS = {
    "legumes": "#d7eac6",
    "fruits": "#fbdcd3",
    "cremerie": "#fbf0cf",
    "oeufs": "#f6e3cf",
    "viandes": "#f6d9d6",
    "poissons": "#cfe6e8",
    "pains": "#f1dfc4",
    "epicerie": "#e9e2d3",
    "miel": "#fae5b4",
    "boissons": "#d8e6ef",
    "plantes": "#dcecdf",
    "hygiene": "#e9e2f1",
}
"""Light tile colour of each aisle: the `--t-…` tokens of the style sheet."""


def draw(icon: str, tint: str, size: tuple[int, int] = (672, 504)) -> bytes:
    """Return a WebP picture: the icon, half as high as the picture, centred on the aisle's tile.

    `icon` is the name of a file of `data/icons/`, `tint` an aisle's key, `size` in pixels.
    The same arguments give the same bytes. Raises KeyError for an unknown tint and
    FileNotFoundError for an unknown icon.
    """
    from PIL import Image

    picture = Image.new("RGB", size, TINTS[tint])
    side = size[1] // 2
    drawing = _load(icon).resize((side, side), Image.Resampling.LANCZOS)
    picture.paste(drawing, ((size[0] - side) // 2, (size[1] - side) // 2), drawing)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


@cache
def _load(icon: str) -> Image.Image:
    from PIL import Image

    with Image.open(ICONS / f"{icon}.png") as file:
        return file.convert("RGBA")
