"""Two collectives share a farm, one agreement ends, another begins: what each sees and may do."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from commons.collectives.models import Role
from farms.models import FarmEngagement
from farms.services import end_engagement
from tests.architecture.company import Company, refused
from tests.architecture.room_expectations import FORMS
from tests.architecture.test_cast_rooms import Rows, on_page, path, values
from tests.cast import Cast, Side, make_cast
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_listing,
    make_product,
    make_user,
)
from tests.factories import make_role as give_role
from tests.furnished import RIGHTS, furnish, rows_of

AFTER = MONDAY + timedelta(days=7)
"""The agreement of collective A is over; its distribution of Friday has been."""

OVER_FARM = (
    *("farms:change", "farms:terms", "farms:pause", "farms:certify", "farms:end_label"),
    *("farms:add_person", "farms:uninvite", "farms:remove_person", "farms:end"),
)


@pytest.fixture
def shared(db: None) -> Iterator[tuple[Company, Rows, Rows]]:
    """After the last day of A's agreement; B's goes on."""
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        furnish(cast)
        own, others = rows_of(cast, cast.a), rows_of(cast, cast.b)
        cast.users["newcomer"] = make_user("newcomer")
        _end(cast, MONDAY)
    with time_machine.travel(AFTER, tick=False):
        _begin(cast)
        yield Company(cast), own, others


def _end(cast: Cast, now: datetime) -> None:
    agreement = FarmEngagement.objects.get(collective=cast.a.collective)
    last_day = (now + timedelta(days=4)).date()
    end_engagement(engagement=agreement, ends_on=last_day, actor=None, now=now)


def _begin(cast: Cast) -> Side:
    """A third collective, without any right yet."""
    third = make_collective("Rives", slug="rives")
    agreement = make_engagement(cast.farm, third, starts_on=AFTER.date())
    give_role(third, Role.MANAGER, cast.users["newcomer"])
    distribution = make_distribution(third, day=AFTER.date() + timedelta(days=3))
    listing = make_listing(make_product("Navets", farm=cast.farm), distribution)
    assert not any(getattr(agreement, right) for right in RIGHTS)
    return Side(third, distribution, listing, listing, cast.a.order)


@pytest.mark.parametrize("name", OVER_FARM)
def test_nothing_of_a_farm_is_changed_by_a_collective_whose_agreement_is_over(
    shared: tuple[Company, Rows, Rows], name: str
) -> None:
    company, own, _others = shared
    body = {**on_page(company, name, own), **FORMS[name](company.cast.a)}
    before = facts(company.cast)

    sent = company.keeps("manager_a", path(name, own), body)

    assert sent != "500"
    assert facts(company.cast) == before


def test_what_was_sold_before_stays_with_whoever_sold_it(
    shared: tuple[Company, Rows, Rows],
) -> None:
    company, own, _others = shared
    cast = company.cast
    of_farm = f"/producteur/{cast.farm.slug}/{cast.a.distribution.uid}/"

    assert company.asks("producer", of_farm) == "200"
    assert company.asks("manager_a", path("orders:detail", own)) == "200"
    assert company.asks("manager_a", path("orders:print_list", own)) == "200"
    for person in ("manager_b", "newcomer"):
        assert refused(company.asks(person, of_farm))
        assert refused(company.asks(person, path("orders:detail", own)))


def test_the_other_collective_goes_on_as_before(shared: tuple[Company, Rows, Rows]) -> None:
    company, _own, others = shared
    answer, page = company.reads("manager_b", path("farms:detail", others))

    assert answer == "200"
    assert "preparer" in page
    body = {"phone": "06 12 34 56 78"}
    assert not refused(company.asks("manager_b", path("farms:change", others), "post", body))


def test_the_collective_whose_agreement_is_over_no_longer_reads_the_farms_people(
    shared: tuple[Company, Rows, Rows],
) -> None:
    company, own, _others = shared

    _answer, page = company.reads("manager_a", path("farms:detail", own))

    assert "preparer" not in page
    assert company.cast.users["preparer"].email not in page


def test_a_collective_that_begins_has_no_right_before_the_farm_gives_one(
    shared: tuple[Company, Rows, Rows],
) -> None:
    company, own, others = shared
    cast = company.cast
    agreement = FarmEngagement.objects.get(collective__slug="rives")
    rows = {"farms": {**values("farms:detail", own), "uid": agreement.uid}}

    before = facts(cast)
    for name in ("farms:change", "farms:certify", "farms:end_label", "farms:remove_person"):
        company.keeps("newcomer", path(name, rows), FORMS[name](cast.a))
    for earlier in (own, others):
        for name in ("farms:detail", "distributions:detail", "orders:orders", "products:edit"):
            assert refused(company.asks("newcomer", path(name, earlier)))

    assert facts(cast) == before


def facts(cast: Cast) -> list[object]:
    """All that is the farm's own, and the agreements with it."""
    farm = type(cast.farm).objects.filter(pk=cast.farm.pk)
    related = (
        cast.farm.engagements,
        cast.farm.members,
        cast.farm.certifications,
        cast.farm.invitations,
    )
    return [list(farm.values()), *(list(rows.order_by("pk").values()) for rows in related)]
