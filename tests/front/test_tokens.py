"""The style sheets keep the promises of the design: contrast, one place for colours, weight."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "site" / "collectifs" / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")
LITERAL_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|color)a?\(")

# (text or edge, ground, least ratio): texts are AA, edges and rings of controls 3:1.
TEXT_PAIRS = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink-2", "bg"),
    ("ink-2", "surface"),
    ("ink-2", "sunken"),
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("brand-ink", "bg"),
    ("brand-ink", "surface"),
    ("brand-ink", "brand-soft"),
    ("on-accent", "accent"),
    ("accent-ink", "accent-soft"),
    ("accent-ink", "surface"),
    ("on-danger", "danger"),
    ("danger-ink", "danger-soft"),
    ("danger-ink", "surface"),
    ("info-ink", "info-soft"),
    ("plum-ink", "plum-soft"),
    ("on-slate", "slate"),
    ("on-slate-2", "slate"),
]
EDGE_PAIRS = [
    ("line-strong", "surface"),
    ("line-strong", "sunken"),
    ("focus", "bg"),
    ("focus", "surface"),
    ("focus-inv", "slate"),
]
PAIRS = [(*pair, 4.5) for pair in TEXT_PAIRS] + [(*pair, 3.0) for pair in EDGE_PAIRS]

IN_ADMIN = ("rooms.css", "office.css")
"""They stand inside Wagtail's admin, beside its `--w-color-…`."""


def declarations(opening: str) -> dict[str, str]:
    """The tokens of the block that begins with ``opening``."""
    block = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return {name: value.strip() for name, value in DECLARATION.findall(block)}


LIGHT = declarations("  :root {")
DARK = declarations(':root[data-theme="sombre"] {')


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def sheets() -> list[Path]:
    return sorted((STATIC / "css").rglob("*.css"))


def test_both_dark_blocks_are_identical() -> None:
    by_system = declarations(':root:not([data-theme="clair"]) {')

    assert by_system == DARK


def test_dark_gives_another_value_to_every_colour() -> None:
    coloured = {name for name in LIGHT if name.startswith(("--c-", "--t-"))}

    assert coloured == {name for name in DARK if name.startswith(("--c-", "--t-"))}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast_of_each_pair(theme: dict[str, str], text: str, ground: str, least: float) -> None:
    assert contrast(theme[f"--c-{text}"], theme[f"--c-{ground}"]) >= least


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_icon_of_an_absent_photo_stands_out_on_each_tint(theme: dict[str, str]) -> None:
    tints = {name: value for name, value in theme.items() if name.startswith("--t-")}

    faint = [name for name, tint in tints.items() if contrast(theme["--c-ink-2"], tint) < 3]

    assert faint == []


def test_every_tint_has_its_class() -> None:
    base = (STATIC / "css" / "base.css").read_text(encoding="utf-8")
    tints = {name.removeprefix("--") for name in LIGHT if name.startswith("--t-")}

    assert tints == set(re.findall(r"^  \.(t-\w+) ", base, re.MULTILINE))


def test_only_tokens_hold_literal_colours() -> None:
    others = [path for path in sheets() if path.name != "tokens.css"]

    literal = {
        path.name: LITERAL_COLOUR.findall(path.read_text(encoding="utf-8")) for path in others
    }

    assert {name: found for name, found in literal.items() if found} == {}


def test_only_known_tokens_are_used() -> None:
    local = {"--gap", "--t"}
    used = {
        name
        for path in sheets()
        if path.name not in IN_ADMIN
        for name in re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8"))
    }

    assert used - local - set(LIGHT) == set()


@pytest.mark.parametrize("sheet", IN_ADMIN)
def test_the_sheets_of_the_admin_know_our_tokens_and_its_own(sheet: str) -> None:
    text = next(path for path in sheets() if path.name == sheet).read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[\w-]+)", text))

    assert {name for name in used if not name.startswith("--w-color-")} - set(LIGHT) == set()


def compressed(paths: Iterable[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


@pytest.mark.parametrize(("folder", "most"), [("js", 10), ("js/admin", 1)])
def test_the_scripts_of_the_pages_and_of_the_office_stay_small(folder: str, most: int) -> None:
    """Kilobytes; nobody but who enters the office loads the second."""
    scripts = list((STATIC / folder).glob("*.js"))

    assert scripts
    assert compressed(scripts) <= most * 1024


@pytest.mark.parametrize(
    "page", sorted((STATIC / "css" / "pages").glob("*.css")), ids=lambda path: path.stem
)
def test_the_sheets_of_a_page_weigh_at_most_12_kilobytes(page: Path) -> None:
    shared = list((STATIC / "css").glob("*.css"))

    assert compressed([*shared, page]) <= 12 * 1024
