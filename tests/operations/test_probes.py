"""Machines learn whether a process answers and is ready, without touching what people need."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from collectifs.operations import readiness

pytestmark = pytest.mark.django_db
PROXIED = {"X-Forwarded-For": "198.51.100.7"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The migrations that the code brings, none of which the suite on SQLite applies."""
    names: set[tuple[str, str]] = set()
    monkeypatch.setattr(readiness, "written_migrations", lambda: frozenset(names))
    return names


def test_the_process_answers_without_asking_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.cookies["sessionid"] = "of somebody"

    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_a_probe_needs_neither_https_nor_a_host_name(address: str, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = Client(headers={"Host": "10.0.0.7:8000"}).get(address)

    assert response.status_code == 200
    assert not response.cookies


def test_ready_when_everything_is_there(client: Client, written: set[tuple[str, str]]) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "not_ready": []})


def test_not_ready_while_a_migration_is_missing(
    client: Client, written: set[tuple[str, str]]
) -> None:
    written.add(("orders", "9999_of_tomorrow"))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["not_ready"]) == (503, ["migrations"])


def test_not_ready_names_what_is_down_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*_: object, **__: object) -> None:
        raise DatabaseError("connection to db.internal failed: password of collectifs is wrong")

    monkeypatch.setattr(connection, "cursor", down)
    monkeypatch.setattr(cache, "set", down)

    response = client.get("/readyz")

    assert response.json() == {
        "ready": False,
        "not_ready": ["database", "migrations", "cache"],
    }
    assert response.status_code == 503
    assert "password" not in caplog.text


def test_the_migrations_of_the_code_are_found_by_their_files(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.MIGRATION_MODULES = {}

    found = readiness.written_migrations.__wrapped__()

    assert {("core", "0001_initial"), ("wagtailcore", "0001_initial")} <= found
    assert not any(name.startswith("_") for _, name in found)


@pytest.mark.postgres
def test_a_migrated_database_has_all_that_the_files_say() -> None:
    assert readiness.written_migrations()
    assert readiness.not_ready() == []


@pytest.mark.parametrize(
    ("sender", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("198.51.100.7", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", PROXIED, 404),
        ("127.0.0.1", {**PROXIED, "Authorization": "Bearer wrong"}, 404),
        ("127.0.0.1", {**PROXIED, "Authorization": "Bearer étrange"}, 404),
        ("127.0.0.1", {**PROXIED, "Authorization": "Bearer of-the-scraper"}, 200),
        ("198.51.100.7", {"Authorization": "Bearer of-the-scraper"}, 200),
    ],
)
def test_figures_are_for_the_token_or_the_machines_own_network(
    client: Client, settings: Settings, sender: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = "of-the-scraper"

    response = client.get("/metrics", headers=headers, REMOTE_ADDR=sender)

    assert response.status_code == status


def test_without_a_token_an_empty_one_opens_nothing(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""

    response = client.get("/metrics", headers={**PROXIED, "Authorization": "Bearer "})

    assert response.status_code == 404
