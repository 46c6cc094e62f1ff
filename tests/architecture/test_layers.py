"""Imports point down only; the order is in pyproject.toml, for import-linter."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from django.conf import settings

from tests.architecture import sources


def contracts() -> list[dict[str, object]]:
    with (sources.ROOT / "pyproject.toml").open("rb") as file:
        return list(tomllib.load(file)["tool"]["importlinter"]["contracts"])


def test_imports_point_down_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [linter, "--no-cache"],
        cwd=sources.ROOT,
        env={**os.environ, "PYTHONPATH": "site"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_app_of_ours_has_its_place_in_the_layers() -> None:
    order = str([contract.get("layers") for contract in contracts()])
    apps = [app.removesuffix(".backoffice") for app in settings.PROJECT_APPS]

    assert [app for app in apps if app.removeprefix("shop.") not in order] == []
