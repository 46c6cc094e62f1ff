"""The network and its collectives."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group

from commons.collectives.exceptions import (
    AddressTaken,
    InvalidPause,
    InvalidRate,
    NetworkExists,
    UnknownTimezone,
)
from commons.collectives.models import Collective, Network
from commons.collectives.selectors import is_liable_to_vat, is_paused
from commons.collectives.services import (
    create_collective,
    create_network,
    set_collective_pause,
    set_vat_status,
)
from commons.core.models import AuditEntry
from tests.factories import MONDAY, make_collective, make_network, make_user

pytestmark = pytest.mark.django_db


def create(**fields: Any) -> Collective:
    defaults = {"name": "Les Halles de la Lise", "slug": "lise", "now": MONDAY}
    return create_collective(network=make_network(), **defaults | fields)


def new_network(rate: str = "5") -> Network:
    return create_network(
        name="Sillon commun", platform_fee_rate=Decimal(rate), contact_email="", now=MONDAY
    )


def test_there_is_one_network_per_installation() -> None:
    new_network()

    with pytest.raises(NetworkExists):
        new_network()


def test_a_fee_is_a_percentage() -> None:
    with pytest.raises(InvalidRate):
        new_network("101")


def test_a_collective_starts_with_its_groups_and_a_trace() -> None:
    user = make_user()

    collective = create(actor=user, default_commission_rate=Decimal(7))

    groups = Group.objects.filter(name__startswith="collectif:lise:")
    assert sorted(group.name.rpartition(":")[2] for group in groups) == [
        "cashier",
        "editor",
        "manager",
        "treasurer",
    ]
    assert AuditEntry.objects.get(target_uid=collective.uid).actor == user


@pytest.mark.parametrize("slug", ["lise", "compte", "gestion"])
def test_a_taken_or_reserved_address_is_refused(slug: str) -> None:
    make_collective(slug="lise")

    with pytest.raises(AddressTaken):
        create(slug=slug)

    assert Collective.objects.count() == 1


@pytest.mark.parametrize("rate", ["-0.01", "100.01", "NaN"])
def test_a_commission_is_a_percentage(rate: str) -> None:
    with pytest.raises(InvalidRate):
        create(default_commission_rate=Decimal(rate))


def test_a_time_zone_exists() -> None:
    with pytest.raises(UnknownTimezone):
        create(timezone="Europe/Lyon")


def pause(collective: Collective, start: date | None, end: date | None) -> None:
    set_collective_pause(
        collective=collective, paused_from=start, paused_until=end, actor=None, now=MONDAY
    )


def test_a_pause_covers_both_its_days_and_is_lifted() -> None:
    collective = make_collective()
    first, last = date(2026, 12, 21), date(2027, 1, 3)

    pause(collective, first, last)
    assert is_paused(collective, first)
    assert is_paused(collective, last)
    pause(collective, None, None)

    assert not is_paused(collective, first)


@pytest.mark.parametrize("start", [None, date(2027, 1, 4)])
def test_a_pause_does_not_end_before_it_starts(start: date | None) -> None:
    with pytest.raises(InvalidPause):
        pause(make_collective(), start, date(2027, 1, 3))


def test_an_association_is_liable_to_vat_from_the_day_it_says() -> None:
    collective = make_collective()

    set_vat_status(
        collective=collective, liable=True, since=date(2026, 7, 1), actor=None, now=MONDAY
    )

    assert is_liable_to_vat(collective, date(2026, 7, 1))
    assert not is_liable_to_vat(collective, date(2026, 6, 30))


def test_a_status_given_again_for_a_day_replaces_it() -> None:
    collective = make_collective()
    for liable in (True, False):
        set_vat_status(
            collective=collective, liable=liable, since=date(2026, 7, 1), actor=None, now=MONDAY
        )

    assert not is_liable_to_vat(collective, date(2026, 7, 1))
