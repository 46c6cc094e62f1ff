"""Wagtail's admin wears our tokens: what it writes is read on what it paints, light and dark."""

import colorsys
import re

import pytest

from tests.front.test_tokens import DARK, DECLARATION, LIGHT, STATIC, contrast

SHEET = (STATIC / "css" / "admin" / "office.css").read_text(encoding="utf-8")
MAPPED = dict(DECLARATION.findall(SHEET.split(":root {", 1)[1].split("}", 1)[0]))
# Texts as Wagtail sets them on its grounds; edges of fields and the ring of focus 3:1.
TEXTS = [
    *(("text-label", ground) for ground in ("surface-page", "surface-header", "surface-field")),
    ("text-context", "surface-page"),
    *(("text-meta", ground) for ground in ("surface-page", "surface-header")),
    ("text-placeholder", "surface-field"),
    *(("text-link-default", ground) for ground in ("surface-page", "surface-header")),
    ("text-button-outline-hover", "surface-button-outline-hover"),
    ("text-error", "surface-page"),
    ("text-button-critical-outline-hover", "surface-button-critical-hover"),
    ("text-status-label", "surface-status-label"),
    ("text-link-info", "surface-info-panel"),
]
EDGES = [("border-field-default", "surface-field"), ("focus", "surface-page")]
PAIRS = [(*pair, 4.5) for pair in TEXTS] + [(*pair, 3.0) for pair in EDGES]


def colour(name: str, theme: dict[str, str]) -> str:
    token = re.fullmatch(r"var\((--c-[\w-]+)\)", MAPPED[f"--w-color-{name}"])
    assert token
    return theme[token[1]]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast_in_the_admin(theme: dict[str, str], text: str, ground: str, least: float) -> None:
    assert contrast(colour(text, theme), colour(ground, theme)) >= least


@pytest.mark.parametrize(("scale", "token"), [("primary", "slate"), ("secondary", "brand")])
def test_wagtails_scale_begins_at_our_colour(scale: str, token: str) -> None:
    """It wants hue, saturation and lightness, from which it makes the shades."""
    hue, saturation, lightness = (
        float(MAPPED[f"--w-color-{scale}-{part}"].rstrip("%"))
        for part in ("hue", "saturation", "lightness")
    )
    mixed = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    wanted = LIGHT[f"--c-{token}"]
    ours = [int(wanted[place : place + 2], 16) for place in (1, 3, 5)]

    assert [round(part * 255) for part in mixed] == pytest.approx(ours, abs=1)
