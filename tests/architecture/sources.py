"""The files that the tests of the code base look at."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("site", "farms", "charter", "distributions", "shop", "home")
SKIPPED = {"migrations", "__pycache__", "node_modules", "vendor"}


def files(*folders: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Files of ours below some folders of the root; migrations are others' or made by a machine."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not SKIPPED & set(path.parts):
                yield path


def code() -> list[Path]:
    return [path for path in files(*PACKAGES, suffixes=(".py",)) if path.stat().st_size]


def tests() -> list[Path]:
    return [path for path in files("tests", suffixes=(".py",)) if path.stat().st_size]


def templates() -> list[Path]:
    """Every template of ours, whichever its kind."""
    found = files("templates", *PACKAGES, suffixes=(".html", ".txt", ".svg", ".xml"))
    return [path for path in found if "templates" in path.parts]


def template_name(path: Path) -> str:
    """The name by which Django knows a template."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def without(text: str, *patterns: str) -> str:
    """The text with what the patterns match blanked out; lines keep their numbers."""
    for pattern in patterns:
        text = re.sub(pattern, lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.DOTALL)
    return text


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
