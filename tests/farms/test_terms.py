"""Changing what is agreed between a farm and a collective."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from commons.collectives.exceptions import InvalidRate
from commons.core.models import AuditEntry, OutboxMail
from farms.exceptions import (
    AfterTheEnd,
    AlreadyStarted,
    DayIsOver,
    EngagementEnded,
    InvalidDates,
    SameTerms,
)
from farms.models import FarmEngagement, Proposal
from farms.selectors import rate_of, sales_terms
from farms.services import Terms, accept_proposal, change_terms
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
)
from tests.ordering import buy

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
DAY = timedelta(days=1)
BEFORE, SOON, LATER = TODAY - 30 * DAY, TODAY + 10 * DAY, TODAY + 20 * DAY


def agreed(**fields: Any) -> FarmEngagement:
    """Since a month, at 7 %."""
    values = {"commission_rate": Decimal(7), "starts_on": BEFORE} | fields
    return make_engagement(make_farm(), make_collective(default_commission_rate=5), **values)


def change(engagement: FarmEngagement, **terms: Any) -> FarmEngagement:
    """The terms as they are, but for those named."""
    values: dict[str, Any] = {
        "commission_rate": engagement.commission_rate,
        "rate_on": TODAY,
        "starts_on": engagement.starts_on,
        "ends_on": engagement.ends_on,
    }
    change_terms(engagement=engagement, terms=Terms(**values | terms), actor=None, now=MONDAY)
    engagement.refresh_from_db()
    return engagement


def rates(engagement: FarmEngagement) -> list[Decimal]:
    """Today, soon and later."""
    farm, collective = engagement.farm, engagement.collective
    return [
        sales_terms([farm.pk], collective, day)[farm.pk].commission_rate
        for day in (TODAY, SOON, LATER)
    ]


def test_a_rate_changes_today() -> None:
    engagement = change(agreed(), commission_rate=Decimal(8))

    assert rates(engagement) == [8, 8, 8]


def test_a_rate_changes_on_a_day_to_come() -> None:
    engagement = change(agreed(), commission_rate=Decimal(8), rate_on=SOON)

    assert rates(engagement) == [7, 8, 8]
    assert rate_of(engagement, SOON - DAY) == 7


def test_from_a_day_on_the_rate_of_the_collective_holds() -> None:
    engagement = change(agreed(), commission_rate=None, rate_on=SOON)

    assert rates(engagement) == [7, 5, 5]


def test_another_change_takes_the_place_of_the_one_that_was_to_come() -> None:
    engagement = change(agreed(), commission_rate=Decimal(8), rate_on=SOON)

    assert rates(change(engagement, commission_rate=Decimal(9), rate_on=LATER)) == [7, 7, 9]


def test_a_change_that_was_to_come_is_taken_back_by_the_rate_of_today() -> None:
    engagement = change(agreed(), commission_rate=Decimal(8), rate_on=SOON)

    assert rates(change(engagement, commission_rate=Decimal(7))) == [7, 7, 7]


def test_a_change_that_has_come_is_the_rate_until_the_next() -> None:
    engagement = agreed(next_commission_rate=Decimal(8), next_rate_on=TODAY - DAY)

    assert rates(change(engagement, commission_rate=Decimal(9), rate_on=LATER)) == [8, 8, 9]


def test_other_terms_change_without_the_rate() -> None:
    engagement = change(agreed(), commission_rate=Decimal(8), rate_on=SOON)

    changed = change(
        engagement,
        commission_rate=Decimal(8),
        rate_on=SOON,
        ends_on=LATER,
    )

    assert changed.ends_on == LATER
    assert rates(changed) == [7, 8, 8]


def test_an_agreement_to_come_starts_on_another_day() -> None:
    engagement = change(agreed(starts_on=SOON), starts_on=LATER, commission_rate=Decimal(9))

    assert (engagement.starts_on, rate_of(engagement, LATER)) == (LATER, 9)


def test_what_is_ordered_keeps_its_rate_and_what_is_ordered_now_has_the_new_one() -> None:
    engagement = agreed()
    distribution = make_distribution(engagement.collective, FRIDAY)
    attendance = make_attendance(distribution, engagement.farm)
    listing = make_listing(
        make_product(farm=engagement.farm), distribution, attendance=attendance, quota=9
    )
    before = buy({listing: 1}).lines.get()

    change(engagement, commission_rate=Decimal("8.5"))

    before.refresh_from_db()
    assert before.commission_rate == 7
    assert buy({listing: 1}).lines.get().commission_rate == Decimal("8.5")


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"commission_rate": Decimal(101)}, InvalidRate),
        ({"commission_rate": Decimal(8), "rate_on": TODAY - DAY}, DayIsOver),
        ({"commission_rate": Decimal(8), "rate_on": LATER, "ends_on": SOON}, AfterTheEnd),
        ({"ends_on": TODAY - DAY}, DayIsOver),
        ({"ends_on": BEFORE - DAY}, InvalidDates),
        ({"starts_on": SOON}, AlreadyStarted),
    ],
)
def test_terms_that_cannot_be_are_refused_and_nothing_changes(
    terms: dict[str, object], refusal: type[Exception]
) -> None:
    engagement = agreed()

    with pytest.raises(refusal):
        change(engagement, **terms)

    engagement.refresh_from_db()
    assert rates(engagement) == [7, 7, 7]
    assert (engagement.starts_on, engagement.ends_on) == (BEFORE, None)


def test_an_agreement_to_come_does_not_start_in_the_past() -> None:
    with pytest.raises(DayIsOver):
        change(agreed(starts_on=SOON), starts_on=TODAY - DAY)


def test_an_agreement_that_has_ended_is_not_changed() -> None:
    with pytest.raises(EngagementEnded):
        change(agreed(state="ended"), commission_rate=Decimal(8))


def test_the_trace_says_what_changed() -> None:
    change(agreed(), commission_rate=Decimal(8), rate_on=SOON)

    data = AuditEntry.objects.get(action="change_terms").data
    assert data["from"]["next_rate_on"] is None
    assert data["to"]["next_rate_on"] == SOON.isoformat()


def told(engagement: FarmEngagement) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind="terms_changed").order_by("pk"))


def test_whoever_else_manages_the_farm_is_told_what_holds_once_it_is_accepted() -> None:
    engagement = agreed()
    manager, other = make_farm_member(engagement.farm), make_farm_member(engagement.farm)
    make_farm_member(engagement.farm, "prepares")

    change(engagement, commission_rate=Decimal("8.5"), rate_on=SOON)

    assert told(engagement) == []
    accept_proposal(proposal=Proposal.objects.get(), actor=manager, now=MONDAY + DAY)

    (letter,) = told(engagement)
    assert letter.to == other.email
    assert re.search(r"Commission\s: 7\s%", letter.text)
    assert re.search(r"3 décembre 2026\s: 8,5\s%", letter.text)
    assert "8,5" in letter.html


def test_without_people_the_farm_is_told_at_its_address_and_of_changes_only() -> None:
    engagement = agreed()
    engagement.farm.email = "gue@fermes.example"
    engagement.farm.save()

    with pytest.raises(SameTerms):
        change(engagement)
    change(engagement, commission_rate=None)

    (letter,) = told(engagement)
    assert letter.to == "gue@fermes.example"
    assert re.search(r"Commission\s: 5\s%", letter.text)
