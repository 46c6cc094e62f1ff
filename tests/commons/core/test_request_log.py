"""Each request leaves one line without its address, and an id that its other lines carry."""

import pytest
from django.test import Client

from tests.log_lines import LogLines, log_lines

pytestmark = pytest.mark.django_db
__all__ = ["log_lines"]


def test_a_request_is_one_line_with_its_route_and_status(
    client: Client, log_lines: LogLines
) -> None:
    response = client.get("/compte/login/?login=camille@sillon.example")

    (line,) = log_lines.of("collectifs.requests")
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["route"] == "compte/login/"
    assert line["ms"] >= 0
    assert line["request_id"] == response["X-Request-ID"]


def test_the_address_of_a_password_reset_is_not_written(
    client: Client, log_lines: LogLines
) -> None:
    client.get("/compte/password/reset/key/1-secret0token/")

    assert "secret0token" not in log_lines.text


def test_the_lines_of_django_carry_the_id_too(client: Client, log_lines: LogLines) -> None:
    response = client.get("/inconnu/", headers={"X-Request-ID": "of-the-proxy-42"})

    assert response["X-Request-ID"] == "of-the-proxy-42"
    assert [line["request_id"] for line in log_lines.of("django.request")] == ["of-the-proxy-42"]


@pytest.mark.parametrize("given", ["short", "x" * 65, "new\\nline--", "camille@sillon.example"])
def test_an_id_that_is_none_is_not_taken_over(client: Client, given: str) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert response["X-Request-ID"] != given
