"""What every answer tells browsers, in development and, where it differs, in production."""

import re
from importlib import import_module
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.cast import STRANGER, make_cast
from tests.settings.pages import pages_of

pytestmark = pytest.mark.django_db
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors"
PAGE = "/mentions-legales/"
NONCE = re.compile(r"'nonce-([^']+)'")
# A script of JSON is data, which no policy stops.
INLINE = re.compile(r"<(?:script(?![^>]*(?:\bsrc=|application/json))|style)\b[^>]*>", re.IGNORECASE)
IN_ATTRIBUTES = re.compile(r"<[^>]+\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The settings of production, beside those that run."""
    monkeypatch.setenv("SECRET_KEY", "of-this-test")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///:memory:")
    monkeypatch.setenv("ALLOWED_HOSTS", "collectifs.example.org")
    return import_module("collectifs.settings.production")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
        ),
    ],
)
def test_a_page_says_what_a_browser_may_do(client: Client, header: str, value: str) -> None:
    assert client.get(PAGE)[header] == value


def test_only_our_own_files_run_on_our_pages(client: Client) -> None:
    policy = client.get(PAGE)["Content-Security-Policy"]

    directives = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_nonce_serves_one_answer(client: Client) -> None:
    seen = {nonce for _ in range(3) for nonce in nonces(client.get("/compte/login/"))}

    assert len(seen) in {0, 3}


def test_nothing_inline_is_without_a_nonce_on_any_public_page(client: Client) -> None:
    cast = make_cast()

    pages = [*pages_of(cast, STRANGER), "/inconnu/", "/vallee/inconnu/"]
    found = {page: bare for page in pages if (bare := without_nonce(client.get(page)))}

    assert len(pages) > 15
    assert found == {}


def test_nothing_inline_is_without_a_nonce_on_the_pages_of_members_and_farms() -> None:
    cast = make_cast()
    found = {}
    for name in ("consumer_a", "producer", "manager_a"):
        client = Client()
        client.force_login(cast.users[name])
        for page in pages_of(cast, name):
            if bare := without_nonce(client.get(page)):
                found[name, page] = bare

    assert found == {}


def nonces(response: HttpResponse) -> set[str]:
    return set(NONCE.findall(response.headers.get("Content-Security-Policy", "")))


def without_nonce(response: HttpResponse) -> list[str]:
    """What the policy would stop: inline scripts and styles without the nonce, and attributes.

    A mail that the demo shows carries its own styles, and a policy that allows no script.
    """
    policy = response.headers.get("Content-Security-Policy", "")
    if "html" not in response.headers.get("Content-Type", "") or policy.startswith(MAIL_POLICY):
        return []
    text = response.content.decode()
    allowed = nonces(response)
    inline = [
        tag
        for tag in INLINE.findall(text)
        if not any(f'nonce="{nonce}"' in tag for nonce in allowed)
    ]
    return inline + [tag[:80] for tag in IN_ATTRIBUTES.findall(text)]


def test_production_is_https_only(production: ModuleType, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = production.SECURE_SSL_REDIRECT
    settings.SECURE_PROXY_SSL_HEADER = production.SECURE_PROXY_SSL_HEADER
    settings.SECURE_HSTS_SECONDS = production.SECURE_HSTS_SECONDS
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = production.SECURE_HSTS_INCLUDE_SUBDOMAINS
    settings.SECURE_HSTS_PRELOAD = production.SECURE_HSTS_PRELOAD

    plain = Client().get(PAGE)
    secure = Client().get(PAGE, headers={"X-Forwarded-Proto": "https"})

    assert (plain.status_code, plain["Location"]) == (301, f"https://testserver{PAGE}")
    assert secure.status_code == 200
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


def test_the_cookies_of_production_go_by_https_to_this_host_alone(
    production: ModuleType, settings: Settings
) -> None:
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(production, name))
    settings.SESSION_COOKIE_SECURE = production.SESSION_COOKIE_SECURE
    settings.CSRF_COOKIE_SECURE = production.CSRF_COOKIE_SECURE
    client = Client(headers={"X-Forwarded-Proto": "https"})

    client.get("/compte/login/")
    client.post("/compte/langue/", {"language": "fr"})

    assert set(client.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["samesite"] == "Lax"
    assert client.cookies["__Host-session"]["httponly"]


def test_a_session_lasts_90_days_and_scripts_cannot_read_it(
    production: ModuleType,
) -> None:
    assert production.SESSION_COOKIE_AGE == 90 * 24 * 3600
    assert production.SESSION_COOKIE_HTTPONLY
    assert not production.DEBUG
    assert not production.DEMO
