"""Landscapes for the demo's sites, drawn with Pillow: sky, sun, hills, and what grows there.

No free photographs of these farms exist, since the farms do not.
"""

import io
from math import sin
from random import Random
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter

from collectifs.demo.pictures import load_icon

type Colour = tuple[int, int, int]
SIZE = (1280, 800)
HILLS = 4
SUBJECTS = 3


class Light(NamedTuple):
    """Top of the sky, its foot, the farthest hill, the nearest."""

    sky: Colour
    haze: Colour
    far: Colour
    near: Colour


LIGHTS = {
    "morning": Light((158, 202, 225), (252, 238, 214), (151, 183, 170), (64, 118, 74)),
    "noon": Light((104, 172, 214), (222, 240, 244), (126, 176, 140), (52, 122, 60)),
    "evening": Light((142, 118, 158), (250, 203, 150), (160, 130, 120), (86, 92, 52)),
    "autumn": Light((176, 198, 206), (247, 231, 205), (190, 150, 104), (128, 92, 44)),
    "winter": Light((170, 188, 204), (240, 240, 238), (186, 198, 204), (96, 116, 108)),
}


def draw_scene(light: str, icons: list[str], seed: int) -> bytes:
    """Return a WebP picture of ``SIZE``; the same arguments give the same bytes.

    `light` is a key of ``LIGHTS``, `icons` are files of `data/icons/`, the first ones stand in the
    meadow. Raises KeyError, FileNotFoundError for unknown ones.
    """
    rng, colours = Random(seed), LIGHTS[light]  # noqa: S311  (a picture, the same each time)
    picture = _sky(colours)
    _sun(picture, rng)
    for layer in range(HILLS):
        _hill(picture, colours, layer, rng)
    _furrows(picture, colours)
    for place, icon in enumerate(icons[:SUBJECTS]):
        _stand(picture, icon, place, len(icons[:SUBJECTS]))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()


def _sky(colours: Light) -> Image.Image:
    width, height = SIZE
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), _between(colours.sky, colours.haze, min(1.0, y / (height * 0.55))))
    return column.resize((width, height))


def _sun(picture: Image.Image, rng: Random) -> None:
    x, y, radius = rng.randrange(200, 1080), rng.randrange(110, 230), 58
    halo = Image.new("L", SIZE)
    ImageDraw.Draw(halo).ellipse((x - radius, y - radius, x + radius, y + radius), fill=235)
    soft = halo.filter(ImageFilter.GaussianBlur(6))
    picture.paste(Image.new("RGB", SIZE, (255, 246, 214)), mask=soft)


def _hill(picture: Image.Image, colours: Light, layer: int, rng: Random) -> None:
    """A ridge of two waves, with some trees on the far ones."""
    width, height = SIZE
    depth = layer / (HILLS - 1)
    foot = height * (0.42 + 0.13 * layer)
    waves = [(rng.uniform(0.002, 0.006), rng.uniform(0, 6), rng.uniform(14, 38)) for _ in range(2)]
    ridge = [
        (x, foot - sum(high * sin(x * pace + start) for pace, start, high in waves))
        for x in range(0, width + 8, 8)
    ]
    draw, colour = ImageDraw.Draw(picture), _between(colours.far, colours.near, depth)
    draw.polygon([*ridge, (width, height), (0, height)], fill=colour)
    if layer in (1, 2):
        for x, y in rng.sample(ridge, 14):
            _tree(draw, (x, y), _between(colour, (30, 60, 40), 0.35), rng.uniform(14, 30))


def _tree(
    draw: ImageDraw.ImageDraw, foot: tuple[float, float], colour: Colour, size: float
) -> None:
    x, y = foot
    draw.rectangle((x - size / 9, y - size / 2, x + size / 9, y + 4), fill=(92, 70, 54))
    draw.ellipse((x - size / 2, y - size * 1.5, x + size / 2, y - size / 4), fill=colour)


def _furrows(picture: Image.Image, colours: Light) -> None:
    """Lines that meet behind the nearest hill."""
    width, height = SIZE
    veil = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(veil)
    dark = _between(colours.near, (20, 40, 20), 0.4)
    for number in range(-9, 10):
        top, bottom = (width / 2 + number * 42, height * 0.86), (width / 2 + number * 150, height)
        draw.line((*top, *bottom), fill=(*dark, 70), width=7)
    picture.paste(veil, mask=veil)


def _stand(picture: Image.Image, icon: str, place: int, of: int) -> None:
    """One of what the farm makes, with its shadow."""
    width, height = SIZE
    side = 250 if of > 1 else 320
    x = round(width * (place + 1) / (of + 1) - side / 2)
    y = round(height * 0.93 - side - 16 * (place % 2))
    shadow = Image.new("L", SIZE)
    box = (x + side * 0.12, y + side * 0.9, x + side * 0.88, y + side * 1.03)
    ImageDraw.Draw(shadow).ellipse(box, fill=90)
    soft = shadow.filter(ImageFilter.GaussianBlur(8))
    picture.paste(Image.new("RGB", SIZE, (20, 30, 20)), mask=soft)
    drawing = load_icon(icon).resize((side, side), Image.Resampling.LANCZOS)
    picture.paste(drawing, (x, y), drawing)


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (
        round(start + (end - start) * part) for start, end in zip(one, other, strict=True)
    )
    return red, green, blue
