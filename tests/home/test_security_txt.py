"""Whom to tell of a weakness, where machines look for it."""

import pytest
import time_machine
from django.test import Client

from tests.factories import MONDAY, make_network

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


@time_machine.travel(MONDAY, tick=False)
def test_it_names_the_contact_of_the_network_and_until_when_it_holds(client: Client) -> None:
    make_network(contact_email="contact@sillon.example")

    page = client.get(ADDRESS)

    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:contact@sillon.example\n" in page.text
    assert "Expires: 2027-02-21T09:00:00+00:00\n" in page.text


def test_without_a_contact_there_is_none(client: Client) -> None:
    make_network(contact_email="")

    assert client.get(ADDRESS).status_code == 404
