"""Production starts whole, or says in one sentence what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "collectifs.settings.production",
    "SECRET_KEY": "not-a-secret-of-anyone-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "DATABASE_URL": "sqlite:///:memory:",
    "ALLOWED_HOSTS": "collectifs.example.org",
}


def _check(*, without: str = "") -> subprocess.CompletedProcess[str]:
    given = COMPLETE | ({without: ""} if without else {})
    return _manage("check", "--deploy", "--fail-level", "WARNING", given=given)


def _manage(*words: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_finds_nothing() -> None:
    done = _check()

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_a_missing_secret_stops_the_start_with_a_sentence(name: str) -> None:
    done = _check(without=name)

    assert done.returncode != 0
    assert f"{name} is missing: set it in the environment" in done.stderr


def test_who_holds_the_whole_domain_promises_https_for_it() -> None:
    asked = COMPLETE | {"HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}
    script = (
        "from django.conf import settings;"
        "print(settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)"
    )

    done = _manage("shell", "--no-imports", "--command", script, given=asked)

    assert done.stdout.strip() == "True True", done.stderr
