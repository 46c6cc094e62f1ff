"""Pictures of the demo's products: an icon on nothing, drawn with Pillow.

The page's own tile shows behind it, in the tint of the aisle and of the theme.
Free photographs of food were not found, so the demo draws its own; the icons and their licence
are in `data/icons/` (`tools/vendor_icons.py`).
"""

import io
from functools import cache
from pathlib import Path

from PIL import Image

ICONS = Path(__file__).parent / "data" / "icons"


def draw(icon: str, size: tuple[int, int] = (672, 504)) -> bytes:
    """Return a WebP picture: the icon, half as high as the picture, centred, the rest transparent.

    `icon` is the name of a file of `data/icons/`, `size` in pixels. The same arguments give the
    same bytes. Raises FileNotFoundError for an unknown icon.
    """
    picture = Image.new("RGBA", size)
    side = size[1] // 2
    drawing = load_icon(icon).resize((side, side), Image.Resampling.LANCZOS)
    picture.paste(drawing, ((size[0] - side) // 2, (size[1] - side) // 2))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


@cache
def load_icon(icon: str) -> Image.Image:
    with Image.open(ICONS / f"{icon}.png") as file:
        return file.convert("RGBA")
