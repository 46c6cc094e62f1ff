"""A limit on what strangers may repeat."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from commons.core.ratelimit import allow, limited
from tests.factories import MONDAY


def test_the_last_of_the_limit_passes_and_the_next_does_not() -> None:
    assert [allow("seeds", 2, 60) for _ in range(3)] == [True, True, False]


def test_two_keys_are_counted_apart() -> None:
    allow("seeds", 1, 60)

    assert allow("plants", 1, 60)


def test_it_starts_again_after_the_window() -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        allow("seeds", 1, 60)
        clock.shift(timedelta(seconds=61))

        assert allow("seeds", 1, 60)


@pytest.mark.django_db
def test_a_view_answers_429_in_french_to_whoever_posts_too_often(rf: RequestFactory) -> None:
    @limited("form", 1, 60)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("fait")

    def post() -> HttpResponse:
        request = rf.post("/")
        request.user = AnonymousUser()
        return view(request)

    assert post().status_code == 200
    refused = post()
    assert refused.status_code == 429
    assert "Trop d" in refused.content.decode()
