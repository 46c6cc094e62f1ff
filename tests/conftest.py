"""Fixtures of every test: the platform is seeded as a migration would."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from commons.collectives.services import communes
from home.platform import seed_platform
from home.sections import ensure_network_pages
from shop.reporting import paper
from tests.home.finding import SOME_COMMUNES


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        seed_platform()
        ensure_network_pages()


@pytest.fixture(scope="session", autouse=True)
def all_of_france() -> Iterator[Path]:
    """The file of every commune; what takes it in during a test finds a small cut instead."""
    whole = communes.ALL_OF_FRANCE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(communes, "ALL_OF_FRANCE", SOME_COMMUNES)
        yield whole


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
    """Before too: what is made once a session draws pages."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _paper_in_its_own_tests(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only tests marked `pdf` lay out papers: the others run as on a machine without Pango."""
    if not request.node.get_closest_marker("pdf"):
        monkeypatch.setattr(paper, "missing_package", lambda: "libpango-1.0-0")
