"""A Redis that does not answer is a cache that holds nothing, and no error page."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from commons.core.ratelimit import allow
from commons.core.shared_cache import SharedCache

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def down(settings: Settings) -> SharedCache:
    """The cache of the whole process, at an address where nobody listens."""
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "commons.core.shared_cache.SharedCache", "LOCATION": NOBODY}
    }
    return caches["default"]  # type: ignore[misc]


def test_everything_is_a_miss(down: SharedCache) -> None:
    down.set("a", 1)
    down.delete("a")
    down.delete_many(["a"])

    assert down.get("a", "nothing") == "nothing"
    assert down.get_many(["a", "b"]) == {}
    assert down.set_many({"a": 1}) == ["a"]
    assert not down.touch("a")
    assert "a" not in down
    with pytest.raises(ValueError, match="not found"):
        down.incr("a")


def test_limits_let_pass(down: SharedCache) -> None:
    assert all(allow("somebody", 1, 60) for _ in range(3))


@pytest.mark.django_db
def test_pages_answer_and_the_process_says_that_it_is_not_ready(
    down: SharedCache, client: Client
) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/readyz").json()["not_ready"] == ["cache"]
