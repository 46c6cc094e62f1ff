"""One's own dates in one's own calendar, by a secret address that is withdrawn by a button."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from farms.services import add_farm_member
from home.models import CalendarAddress
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_user,
)
from tests.ordering import buy, user_of
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PAGE = "/compte/calendrier/"


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address_for(client: Client) -> str:
    """As the page shows it once."""
    page = read(client.post(f"{PAGE}adresse/"))
    found = re.search(r"<code>\S*?(/compte/calendrier/\S+[.]ics)</code>", page)
    assert found
    return found[1]


def uids(address: str) -> list[str]:
    events = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    return [str(each["uid"]).partition("@")[0] for each in events]


def test_it_holds_the_dates_where_one_has_ordered_and_where_ones_farm_comes() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    person, farm = user_of(order.household), make_farm()
    add_farm_member(farm=farm, user=person, role="manages", actor=None, now=MONDAY)
    market = make_distribution(listing.distribution.collective, FRIDAY + timedelta(weeks=1))
    make_attendance(market, farm)
    make_distribution(listing.distribution.collective, FRIDAY + timedelta(weeks=2))

    address = address_for(signed_in(person))

    assert uids(address) == [str(listing.distribution.uid), str(market.uid)]


def test_the_address_is_shown_once_and_stored_as_a_digest() -> None:
    client = signed_in(make_user())
    address = address_for(client)

    token = address.removeprefix(PAGE).removesuffix(".ics")
    assert token not in read(client.get(PAGE))
    assert "depuis le 23 novembre 2026" in read(client.get(PAGE))
    assert token not in CalendarAddress.objects.get().digest


def test_another_address_takes_its_place_and_a_withdrawn_one_answers_nothing() -> None:
    client = signed_in(make_user())
    first, second = address_for(client), address_for(client)
    assert Client().get(first).status_code == 404
    assert uids(second) == []

    page = client.post(f"{PAGE}retirer/", follow=True)

    assert "L’adresse ne répond plus" in read(page)
    assert Client().get(second).status_code == 404
    assert "Il n’y avait pas d’adresse" in read(client.post(f"{PAGE}retirer/", follow=True))


def test_a_closed_account_has_none() -> None:
    person = make_user()
    address = address_for(signed_in(person))
    person.is_active = False
    person.save()

    assert Client().get(address).status_code == 404
    assert Client().get(f"{PAGE}rien.ics").status_code == 404
