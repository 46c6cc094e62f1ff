"""Fixtures of every test: the platform is seeded as a migration would."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from home.platform import seed_platform
from home.sections import ensure_network_pages
from shop.reporting import paper


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        seed_platform()
        ensure_network_pages()


@pytest.fixture(autouse=True)
def _seeded_after_flush(request: pytest.FixtureRequest) -> None:
    """A transactional test starts from a flushed database: seed it again."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        seed_platform()
        ensure_network_pages()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _paper_in_its_own_tests(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only tests marked `pdf` lay out papers: the others run as on a machine without Pango."""
    if not request.node.get_closest_marker("pdf"):
        monkeypatch.setattr(paper, "missing_package", lambda: "libpango-1.0-0")
