"""The latest news of a collective at the foot of its shop, without a question more."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from commons.collectives.models import Collective
from distributions.addresses import shop_path
from home.models import CollectivePage, NewsIndexPage, NewsPage
from home.sections import ensure_collective_page
from tests.factories import MONDAY, make_collective, make_distribution
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def publish(collective: Collective, title: str, *, days_ago: int = 0) -> NewsPage:
    section = NewsIndexPage.objects.child_of(_site(collective)).get()
    page = NewsPage(title=title, summary="…", date=(MONDAY - timedelta(days=days_ago)).date())
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def _site(collective: Collective) -> CollectivePage:
    return ensure_collective_page(collective)


def shop_of(collective: Collective) -> str:
    date = collective.distributions.first() or make_distribution(collective)
    return read(Client().get(shop_path(date)))


def test_the_two_latest_stand_there_with_their_addresses() -> None:
    collective = make_collective()
    for number, title in enumerate(["La neige", "Le miel", "Le foin"]):
        publish(collective, title, days_ago=number)

    shop = shop_of(collective)

    assert f'href="/{collective.slug}/actualites/la-neige/"' in shop
    assert "Le miel" in shop
    assert "Le foin" not in shop


def test_what_is_taken_offline_or_deleted_goes() -> None:
    collective = make_collective()
    snow, honey = publish(collective, "La neige"), publish(collective, "Le miel")

    snow.unpublish()
    assert "La neige" not in shop_of(collective)
    assert "Le miel" in shop_of(collective)
    honey.delete()
    assert "Le miel" not in shop_of(collective)


def test_another_collectives_do_not() -> None:
    collective, other = make_collective(), make_collective()
    publish(other, "La neige")
    _site(collective)

    assert "La neige" not in shop_of(collective)


def test_moved_to_another_site_it_goes_with_it() -> None:
    collective, other = make_collective(), make_collective()
    snow = publish(collective, "La neige")

    snow.move(NewsIndexPage.objects.child_of(_site(other)).get(), pos="last-child")

    assert "La neige" not in shop_of(collective)
    assert "La neige" in shop_of(other)


def test_a_move_writes_the_rows_of_the_two_sites_alone() -> None:
    collective, other, third = make_collective(), make_collective(), make_collective()
    snow = publish(collective, "La neige")
    before = [{"title": "Le foin", "date": "2026-11-20", "path": "actualites/le-foin/"}]
    _site(third)
    Collective.objects.filter(pk=third.pk).update(headlines=before)

    snow.move(NewsIndexPage.objects.child_of(_site(other)).get(), pos="last-child")

    third.refresh_from_db()
    assert third.headlines == before
