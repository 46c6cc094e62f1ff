"""The papers of the project: links lead somewhere, nothing names the machine it was written on."""

import re
from pathlib import Path

import pytest

from tests.architecture import sources

PAPERS = [*sources.ROOT.glob("*.md"), *(sources.ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\(([^)#:]+)\)")
# Homes and mounts of somebody's machine, and folders beside the project.
ELSEWHERE = re.compile(r"(?<![\w.}$])/(?:root|work|Users)/|[.][.]/shared\b")
WRITTEN = (".py", ".html", ".txt", ".md", ".css", ".js", ".toml", ".json", ".po", ".svg")


@pytest.mark.parametrize("paper", PAPERS, ids=sources.relative)
def test_links_lead_somewhere(paper: Path) -> None:
    links = LINK.findall(paper.read_text(encoding="utf-8"))

    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_the_quick_start_is_two_commands() -> None:
    readme = (sources.ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^#+ Quick start\n+```\n(.*?)```", readme, re.DOTALL | re.MULTILINE)

    assert found is not None
    assert found[1].splitlines() == ["make demo", "make test"]


def test_nothing_names_a_place_outside_the_project() -> None:
    scripts = [path for path in (sources.ROOT / "tools").iterdir() if not path.suffix]
    written = sources.files(
        *sources.PACKAGES, "templates", "tests", "tools", "docs", suffixes=WRITTEN
    )
    top = [path for path in sources.ROOT.iterdir() if path.suffix in WRITTEN]
    named = [
        sources.relative(path)
        for path in [*written, *scripts, *top, sources.ROOT / ".ci" / "run"]
        if path != Path(__file__) and ELSEWHERE.search(path.read_text(encoding="utf-8"))
    ]

    assert named == []
