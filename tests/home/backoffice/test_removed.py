"""A calendar is removed while baskets point at its dates: nobody loses one without a word."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commons.core.outbox import deliver_due
from distributions.addresses import basket_path, shop_path
from distributions.models import Distribution, DistributionSeries
from shop.listings.models import Listing
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_place,
)
from tests.managing import manager_of, office
from tests.ordering import calendar_at, fill, user_of
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
SAID = "La distribution du vendredi 27 novembre (Halle aux Grains) est supprimée"
SCRIPTED: Any = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def calendar() -> tuple[DistributionSeries, Listing]:
    return calendar_at(make_place(make_collective()))


def remove(series: DistributionSeries) -> None:
    answer = manager_of(series.collective).post(
        f"{office(series.collective)}/distributions/calendriers/{series.uid}/supprimer/"
    )
    assert answer.status_code == 302
    assert not Distribution.objects.filter(series=series).exists()


def test_a_member_who_had_chosen_something_is_told_what(
    calendar: tuple[DistributionSeries, Listing],
) -> None:
    series, listing = calendar
    basket = fill({listing: 2})
    assert basket.household

    remove(series)
    deliver_due(now=MONDAY)

    (message,) = [each for each in mail.outbox if user_of(basket.household).email in each.to]
    assert "vendredi 27 novembre" in message.subject
    assert "- Carottes" in message.body


def test_a_visitor_reads_it_under_the_old_address_and_is_led_on(
    client: Client, calendar: tuple[DistributionSeries, Listing]
) -> None:
    series, listing = calendar
    shop, basket = shop_path(listing.distribution), basket_path(listing.distribution)
    client.post(shop, {f"q-{listing.uid}": "1"})
    following = make_distribution(series.collective, FRIDAY)

    remove(series)

    for address in (shop, basket, f"{shop}produits/{listing.product.uid}/"):
        page: Any = client.get(address, follow=True)
        assert page.redirect_chain[-1][0] == shop_path(following)
        assert SAID in read(page)


def test_a_form_that_was_open_says_it_too(
    client: Client, calendar: tuple[DistributionSeries, Listing]
) -> None:
    series, listing = calendar
    shop = shop_path(listing.distribution)
    remove(series)

    behind = client.post(shop, {f"q-{listing.uid}": "1"}, headers=SCRIPTED)
    sent: Any = client.post(shop, {f"q-{listing.uid}": "1"}, follow=True)

    assert behind.status_code == 410
    assert SAID in read(sent)


def test_a_new_date_under_the_same_address_is_shown(
    client: Client, calendar: tuple[DistributionSeries, Listing]
) -> None:
    series, listing = calendar
    place, shop = series.place, shop_path(listing.distribution)
    remove(series)

    again, _listing = calendar_at(place)

    assert again.distributions.filter(slug=listing.distribution.slug).exists()
    assert client.get(shop).status_code == 200
