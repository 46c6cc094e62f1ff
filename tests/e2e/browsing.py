"""Pages in Chromium: how one is opened, when it is ready, and what must not happen behind it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from commons.accounts.models import User

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ("gpu", "background-networking", "component-update", "sync")
ARGUMENTS = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in QUIET)]
PHONE, DESKTOP = 390, 1280
HEIGHTS = {PHONE: 844, DESKTOP: 900}
PATIENCE = 10_000  # ms

type Theme = Literal["light", "dark"]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def visit(page: Page, path: str) -> None:
    """Open an address and wait until its scripts, where they run, are at work."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok, f"{path} answers {answer.status}"
    ready(page)


def ready(page: Page) -> None:
    """To be called after each navigation; a page without scripts is ready as it is."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.wait_for_selector("html[data-co-ready]", state="attached")


class Watch:
    """What a context asked from elsewhere, and what failed behind its pages."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and not request.url.startswith(self._origin):
            self.problems.append(f"third party: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.problems.append(f"{response.status}: {response.url}")


def sign_in(context: BrowserContext, user: User, origin: str) -> None:
    """A session made on the server, as after a password typed just now."""
    client = Client()
    client.force_login(user, backend="commons.accounts.backends.AccountBackend")
    session = client.session
    just_now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [just_now]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": origin}])
