"""A database that stays locked: a sentence, and what was typed is still there."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.core import locking
from commons.core.locking import Busy, patiently
from shop.order.models import Order
from tests.busy import busy
from tests.factories import MONDAY, make_listing
from tests.ordering import fill, user_of

SENTENCE = "Beaucoup de personnes commandent en ce moment."


@pytest.fixture
def locked(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every transaction that writes finds the database locked, as SQLite says it after a while."""

    monkeypatch.setattr(locking, "PAUSE", 0)
    with busy("basket_line"):
        yield
    connection.close()


def test_after_three_tries_it_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []
    monkeypatch.setattr(locking, "PAUSE", 0)

    def work() -> None:
        tries.append(1)
        raise OperationalError("database is locked")

    with pytest.raises(Busy):
        patiently(work)
    assert len(tries) == 3


def test_a_lock_that_ends_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OperationalError("database is locked"), None])
    monkeypatch.setattr(locking, "PAUSE", 0)

    def work() -> str:
        if error := next(answers):
            raise error
        return "fait"

    assert patiently(work) == "fait"


def test_another_error_is_not_hidden() -> None:
    def work() -> None:
        raise OperationalError("no such table")

    with pytest.raises(OperationalError):
        patiently(work)


@pytest.mark.django_db(transaction=True)
def test_the_basket_says_so_and_keeps_what_was_typed(
    client: Client, locked: None, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY)
    listing = make_listing()
    path = reverse("shop:shop", args=[listing.collective.slug, listing.distribution.slug])

    response = client.post(path, {f"q-{listing.uid}": "7"})

    assert SENTENCE in response.content.decode()
    assert 'value="7"' in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_order_says_so_and_keeps_what_was_typed(
    client: Client, time_machine: TimeMachineFixture, request: pytest.FixtureRequest
) -> None:
    time_machine.move_to(MONDAY)
    listing = make_listing()
    basket = fill({listing: 1})
    assert basket.household
    client.force_login(user_of(basket.household))
    request.getfixturevalue("locked")
    path = reverse("checkout:basket", args=[listing.collective.slug, listing.distribution.slug])

    response = client.post(
        path, {f"q-{listing.uid}": "3", "commander": "1", "name": "Léa", "phone": "06 39 98 12 34"}
    )

    page = response.content.decode()
    assert SENTENCE in page
    assert 'value="Léa"' in page
    assert 'value="3"' in page
    assert not Order.objects.exists()
