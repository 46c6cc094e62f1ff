"""Django starts without what is heavy: libraries are imported in the function that uses them.

Nor with what is installed and not mounted: Oscar's pages, Wagtail's API v3.
"""

import inspect
import subprocess
import sys
from hashlib import sha256

import pytest
from django.apps import AppConfig
from django.apps import apps as installed

from tests.architecture import sources

LIBRARIES = (
    *("faker", "holidays", "icalendar", "openpyxl", "playwright", "segno", "stripe"),
    *("vacances_scolaires_france", "weasyprint"),
)
NOT_MOUNTED = (
    *("django_tables2", "haystack", "ninja", "wagtail.api.v3"),
    *("oscar.apps.basket.views", "oscar.apps.catalogue.views", "oscar.apps.checkout.views"),
    *("oscar.apps.customer.views", "oscar.apps.dashboard.views", "oscar.apps.search.views"),
)
START = f"""
import sys
sys.path[:0] = ["site", "."]
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {(*LIBRARIES, *NOT_MOUNTED)!r} if name in sys.modules])
"""
# Of the source of Wagtail's own, which ours in `collectifs.wagtail_apps` repeat without the API.
WAGTAILS_READY = {
    "wagtaildocs": "4cdf87a46dbf81ef",
    "wagtailimages": "52e409385bb1ad62",
    "wagtailredirects": "19d1a78049d84e47",
    "wagtailsnippets": "1ac35b5ed4034956",
}


def test_nothing_heavy_is_imported_at_start() -> None:
    started = subprocess.run(
        [sys.executable, "-c", START],
        cwd=sources.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert started.stdout.strip() == "[]"


@pytest.mark.parametrize("label", WAGTAILS_READY)
def test_wagtail_gets_ready_as_it_did_when_ours_was_written(label: str) -> None:
    """Where this fails: bring what changed into ours, but for its API, then note the new digest."""
    wagtails = type(installed.get_app_config(label)).__base__
    assert wagtails is not None
    assert issubclass(wagtails, AppConfig)

    source = inspect.getsource(wagtails.ready)

    assert sha256(source.encode()).hexdigest()[:16] == WAGTAILS_READY[label]
