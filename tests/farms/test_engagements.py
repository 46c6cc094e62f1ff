"""What binds a farm to a collective, and what follows from it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commons.collectives.exceptions import InvalidRate
from commons.collectives.models import Collective
from farms.exceptions import AlreadyEngaged, EngagementEnded, InvalidDates
from farms.models import Farm, FarmEngagement
from farms.selectors import is_engaged, sales_terms
from farms.services import (
    accept_proposal,
    end_engagement,
    engage_farm,
    pause_engagement,
    resume_engagement,
)
from tests.factories import MONDAY, make_collective, make_farm

pytestmark = pytest.mark.django_db
JANUARY, TODAY = date(2026, 1, 1), MONDAY.date()


def engage(farm: Farm, collective: Collective | None = None, **fields: Any) -> FarmEngagement:
    return engage_farm(
        farm=farm,
        collective=collective or make_collective(),
        **{"starts_on": JANUARY, "now": MONDAY} | fields,
    )


def end(engagement: FarmEngagement, day: date) -> None:
    end_engagement(engagement=engagement, ends_on=day, actor=None, now=MONDAY)


def test_a_farm_serves_several_collectives() -> None:
    farm = make_farm()
    first, second = engage(farm), engage(farm)

    assert [is_engaged(farm, each.collective, TODAY) for each in (first, second)] == [True, False]
    accept_proposal(proposal=second.proposals.get(), actor=None, now=MONDAY)

    assert is_engaged(farm, second.collective, TODAY)
    assert not is_engaged(farm, make_collective(), TODAY)


def test_one_running_engagement_per_collective() -> None:
    first = engage(make_farm())

    with pytest.raises(AlreadyEngaged):
        engage(first.farm, first.collective)


def test_a_new_one_after_the_last_day_of_the_former() -> None:
    first = engage(make_farm(), ends_on=date(2026, 6, 30))

    engage(first.farm, first.collective, starts_on=date(2026, 7, 1))

    assert is_engaged(first.farm, first.collective, TODAY)
    assert FarmEngagement.objects.filter(state="ended").count() == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"commission_rate": Decimal(101)}, InvalidRate),
        ({"ends_on": date(2025, 12, 31)}, InvalidDates),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        engage(make_farm(), **fields)

    assert not FarmEngagement.objects.exists()


def test_without_its_own_rate_a_farm_pays_the_collectives() -> None:
    collective = make_collective(default_commission_rate=Decimal(7))
    usual, special, free = make_farm(), make_farm(), make_farm()
    engage(usual, collective)
    engage(special, collective, commission_rate=Decimal("4.5"))
    engage(free, collective, commission_rate=Decimal(0))

    terms = sales_terms([usual.pk, special.pk, free.pk], collective, TODAY)

    rates = {pk: agreed.commission_rate for pk, agreed in terms.items()}
    assert rates == {usual.pk: 7, special.pk: Decimal("4.5"), free.pk: 0}


def test_a_pause_stops_and_resumes() -> None:
    engagement = engage(make_farm())
    farm, collective = engagement.farm, engagement.collective

    pause_engagement(engagement=engagement, actor=None, now=MONDAY)
    assert not is_engaged(farm, collective, TODAY)
    resume_engagement(engagement=engagement, actor=None, now=MONDAY)

    assert is_engaged(farm, collective, TODAY)


def test_an_engagement_goes_on_until_its_last_day() -> None:
    engagement = engage(make_farm())

    end(engagement, date(2026, 12, 31))

    farm, collective = engagement.farm, engagement.collective
    assert is_engaged(farm, collective, date(2026, 12, 31))
    assert not is_engaged(farm, collective, date(2027, 1, 1))


def test_what_has_ended_changes_no_more() -> None:
    engagement = engage(make_farm())
    end(engagement, date(2026, 6, 30))

    with pytest.raises(EngagementEnded):
        resume_engagement(engagement=engagement, actor=None, now=MONDAY)


def test_a_pause_from_an_old_page_brings_nothing_back() -> None:
    engagement = engage(make_farm())
    old = FarmEngagement.objects.get(pk=engagement.pk)
    end(engagement, date(2026, 6, 30))

    with pytest.raises(EngagementEnded):
        pause_engagement(engagement=old, actor=None, now=MONDAY)

    engagement.refresh_from_db()
    assert (engagement.state, engagement.ends_on) == ("ended", date(2026, 6, 30))


def test_a_pause_from_an_old_page_keeps_a_last_day_that_was_set_meanwhile() -> None:
    engagement = engage(make_farm())
    old = FarmEngagement.objects.get(pk=engagement.pk)
    end(engagement, date(2026, 12, 31))

    pause_engagement(engagement=old, actor=None, now=MONDAY)

    engagement.refresh_from_db()
    assert (engagement.state, engagement.ends_on) == ("paused", date(2026, 12, 31))


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InvalidDates):
        end(engage(make_farm()), date(2025, 12, 31))
