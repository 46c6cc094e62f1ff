"""The shop's "Mes habitudes": what the household has ordered there."""

from datetime import timedelta

import pytest
from django.test import Client

from distributions.models import Distribution
from tests.factories import FRIDAY, make_distribution, make_listing, make_product, make_user
from tests.ordering import buy, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def page_of(client: Client, distribution: Distribution, asked: str = "") -> str:
    url = f"/{distribution.collective.slug}/boutique/{distribution.slug}/{asked}"
    return client.get(url).content.decode()


def test_what_was_ordered_is_a_habit_at_the_next_distribution(client: Client) -> None:
    leeks, garlic = make_product("Poireaux"), make_product("Ail")
    first = make_distribution()
    order = buy({make_listing(leeks, first): 1})
    following = make_distribution(first.collective, FRIDAY + timedelta(days=7))
    for product in (leeks, garlic):
        make_listing(product, following)
    client.force_login(user_of(order.household))

    page = page_of(client, following, "?habitudes")

    assert "Mes habitudes" in page
    assert ">Poireaux</a>" in page
    assert ">Ail</a>" not in page


def test_who_never_ordered_sees_no_habits(client: Client) -> None:
    client.force_login(make_user())

    assert "Mes habitudes" not in page_of(client, make_listing().distribution)
