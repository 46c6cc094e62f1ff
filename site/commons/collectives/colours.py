"""A collective's own colour of action, in light and in dark, with texts that everybody reads.

One colour is chosen; the others follow from it. White text on it must hold what WCAG 2.2 asks
(success criterion 1.4.3), so must links in it on our grounds; the dark theme makes it lighter until
it does. The grounds are those of `tokens.css`, which a test compares.
"""

from collections.abc import Mapping
from functools import cache

LEAST = 4.5  # of two luminances, for texts of any size
WHITE, BLACK = "#ffffff", "#000000"
OURS = "#1e6a3c"  # where none is chosen
GROUNDS = {
    "light": {"bg": "#f4f6ef", "surface": WHITE, "sunken": "#e9eee2"},
    "dark": {"bg": "#0f1411", "surface": "#18201b", "sunken": "#222c26"},
}
ON_BRAND_IN_DARK = "#0a140d"
STEP = 0.05

type Tokens = Mapping[str, str]
"""Colours as "#rrggbb", by the names of our tokens without "--c-"."""


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white (WCAG's definition)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast_of_text(colour: str) -> float:
    """Of white text on a button of that colour: the least of what a colour is asked."""
    return contrast(WHITE, colour)


@cache
def tokens_of(colour: str) -> Mapping[str, Tokens]:
    """By theme, what a colour makes of the tokens of action."""
    return {"light": _light(colour), "dark": _dark(colour)}


def _light(colour: str) -> Tokens:
    soft = _mixed(WHITE, colour, 0.14)
    return {
        "brand": colour,
        "brand-hover": _mixed(colour, BLACK, 0.2),
        "on-brand": WHITE,
        "brand-soft": soft,
        "brand-ink": _until_read(colour, BLACK, [*GROUNDS["light"].values(), soft]),
    }


def _dark(colour: str) -> Tokens:
    grounds = [*GROUNDS["dark"].values(), ON_BRAND_IN_DARK]
    brand = _until_read(colour, WHITE, grounds)
    soft = _mixed(GROUNDS["dark"]["surface"], colour, 0.3)
    return {
        "brand": brand,
        "brand-hover": _mixed(brand, WHITE, 0.2),
        "on-brand": ON_BRAND_IN_DARK,
        "brand-soft": soft,
        "brand-ink": _until_read(_mixed(brand, WHITE, 0.3), WHITE, [*grounds, soft]),
    }


def _until_read(colour: str, towards: str, grounds: list[str]) -> str:
    """The nearest to a colour, on the way to black or white, that is read on each ground."""
    share = 0.0
    while share < 1:
        mixed = _mixed(colour, towards, share)
        if all(contrast(mixed, ground) >= LEAST for ground in grounds):
            return mixed
        share += STEP
    return towards


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    channels = (channel / 255 for channel in _channels(colour))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
