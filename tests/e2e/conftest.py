"""A live server, Chromium, and the networks that the tests look at.

The database is put back from a copy before each test, not flushed: see `snapshots`.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from commons.accounts.models import User
from tests.e2e import browsing
from tests.e2e.browsing import PHONE, Theme, Watch
from tests.e2e.snapshots import Snapshots
from tests.e2e.stall import Stall, make_stall

type PageAt = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, where Django would refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[LiveServer]:
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def snapshots(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Snapshots:
    with django_db_blocker.unblock():
        taken = Snapshots(tmp_path_factory.mktemp("databases"))
        taken.take("empty")
    return taken


@pytest.fixture
def db(snapshots: Snapshots, django_db_blocker: Any) -> Iterator[None]:
    """The database as every other test finds it; what a test makes is undone after it.

    Takes the place of pytest-django's, which knows transactions and flushes only; by this name
    pytest-django makes the test database.
    """
    with django_db_blocker.unblock():
        yield
        snapshots.put_back("empty")


@pytest.fixture
def demo(db: None, snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo network, small; its papers would take most of the time that it takes."""
    if "demo" not in snapshots:
        with monkeypatch.context() as patch, warnings.catch_warnings():
            patch.setattr("shop.reporting.paper.missing_package", lambda: "libpango-1.0-0")
            warnings.simplefilter("ignore", ResourceWarning)  # Wagtail leaves renditions open
            call_command("demo", size="small", stdout=StringIO())
        snapshots.take("demo")
    snapshots.put_back("demo")


@pytest.fixture
def stall(db: None) -> Stall:
    return make_stall()


@pytest.fixture
def page_at(chromium: Browser, server: LiveServer, db: None) -> Iterator[PageAt]:
    """`page_at(width, theme, javascript=…, user=…)` opens a browser of its own for somebody.

    Ends the test in failure when a page asked another host for something or broke behind it.
    """
    watches: list[Watch] = []
    with ExitStack() as contexts:

        def page_at(
            width: int = PHONE,
            theme: Theme = "light",
            *,
            javascript: bool = True,
            user: User | None = None,
        ) -> Page:
            context = contexts.enter_context(
                chromium.new_context(
                    base_url=server.url,
                    viewport={"width": width, "height": browsing.HEIGHTS.get(width, 844)},
                    color_scheme=theme,
                    java_script_enabled=javascript,
                    locale="fr-FR",
                    timezone_id="Europe/Paris",
                )
            )
            context.set_default_timeout(browsing.PATIENCE)
            expect.set_options(timeout=browsing.PATIENCE)
            watches.append(Watch(context, server.url))
            if user:
                browsing.sign_in(context, user, server.url)
            return context.new_page()

        yield page_at
    assert [problem for watch in watches for problem in watch.problems] == []
