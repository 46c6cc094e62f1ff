"""A farm belongs to itself: what is proposed, accepted, given and taken back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from commons.collectives.models import Collective, Role
from commons.core.models import AuditEntry, OutboxMail
from farms.exceptions import (
    AlreadyAnswered,
    EngagementEnded,
    FromTheFirstDay,
    LaterThanAgreed,
    NotAccepted,
    SameState,
    SameTerms,
    TooLate,
    TooOften,
)
from farms.models import Farm, FarmEngagement, Proposal, Right
from farms.permissions import may
from farms.selectors import is_engaged, sales_terms
from farms.services import (
    Terms,
    accept_proposal,
    change_terms,
    decline_proposal,
    end_engagement,
    engage_farm,
    give_rights,
    pause_engagement,
    resume_engagement,
    withdraw_proposal,
)
from tests.factories import (
    MONDAY,
    make_collective,
    make_engagement,
    make_farm,
    make_farm_member,
    make_role,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
DAY = timedelta(days=1)
LATER = TODAY + 20 * DAY


def managed_farm() -> Farm:
    farm = make_farm()
    make_farm_member(farm)
    return farm


def propose(farm: Farm, collective: Collective | None = None, **fields: Any) -> Proposal:
    """What a collective proposes to begin."""
    values = {"starts_on": TODAY, "commission_rate": Decimal(9), "now": MONDAY} | fields
    engagement = engage_farm(farm=farm, collective=collective or make_collective(), **values)
    return engagement.proposals.get()


def change(engagement: FarmEngagement, **terms: Any) -> Proposal | None:
    values: dict[str, Any] = {
        "commission_rate": engagement.commission_rate,
        "rate_on": TODAY,
        "starts_on": engagement.starts_on,
        "ends_on": engagement.ends_on,
    }
    return change_terms(
        engagement=engagement, terms=Terms(**values | terms), actor=None, now=MONDAY
    )


def rate_on(engagement: FarmEngagement, day: date) -> Decimal:
    farm, collective = engagement.farm, engagement.collective
    return sales_terms([farm.pk], collective, day)[farm.pk].commission_rate


def test_an_agreement_begins_when_the_farm_accepts() -> None:
    proposal = propose(managed_farm())
    farm, collective = proposal.engagement.farm, proposal.engagement.collective
    assert not is_engaged(farm, collective, TODAY)

    engagement = accept_proposal(proposal=proposal, actor=None, now=MONDAY)

    assert is_engaged(farm, collective, TODAY)
    assert rate_on(engagement, TODAY) == 9


def test_an_answer_that_took_its_time_begins_today() -> None:
    proposal = propose(managed_farm())

    engagement = accept_proposal(proposal=proposal, actor=None, now=MONDAY + 9 * DAY)

    assert engagement.starts_on == TODAY + 9 * DAY


def test_what_would_be_over_is_not_accepted() -> None:
    proposal = propose(managed_farm(), ends_on=LATER)

    with pytest.raises(TooLate):
        accept_proposal(proposal=proposal, actor=None, now=MONDAY + 21 * DAY)


@pytest.mark.parametrize("answer", [decline_proposal, withdraw_proposal])
def test_without_consent_there_is_no_agreement_and_it_may_be_proposed_anew(answer: Any) -> None:
    farm, collective = managed_farm(), make_collective()
    answer(proposal=propose(farm, collective), actor=None, now=MONDAY)

    assert not is_engaged(farm, collective, TODAY)
    assert propose(farm, collective).answer == "waiting"


def test_a_first_agreement_leaves_no_day_without_its_commission() -> None:
    proposal = propose(managed_farm(), make_collective())

    with pytest.raises(FromTheFirstDay):
        change(proposal.engagement, commission_rate=Decimal(12), rate_on=LATER)


def test_a_proposal_is_answered_once() -> None:
    proposal = propose(managed_farm())
    old = Proposal.objects.get(pk=proposal.pk)
    accept_proposal(proposal=proposal, actor=None, now=MONDAY)

    with pytest.raises(AlreadyAnswered):
        decline_proposal(proposal=old, actor=None, now=MONDAY)

    with pytest.raises(AlreadyAnswered):
        accept_proposal(proposal=old, actor=None, now=MONDAY)


@pytest.mark.parametrize("way_round", [pause_engagement, resume_engagement])
def test_no_other_way_makes_a_proposal_an_agreement(way_round: Any) -> None:
    engagement = propose(managed_farm()).engagement

    with pytest.raises(NotAccepted):
        way_round(engagement=engagement, actor=None, now=MONDAY)

    engagement.refresh_from_db()
    assert engagement.state == "proposed"


def test_terms_hold_once_the_farm_has_accepted_them() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), commission_rate=Decimal(7))

    proposal = change(engagement, commission_rate=Decimal(12))
    assert proposal is not None
    assert rate_on(engagement, LATER) == 7
    accept_proposal(proposal=proposal, actor=None, now=MONDAY + DAY)

    assert rate_on(engagement, LATER) == 12


def test_a_change_replaces_the_one_that_waits_and_the_same_twice_is_said() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), commission_rate=Decimal(7))
    first = change(engagement, commission_rate=Decimal(12))
    second = change(engagement, commission_rate=Decimal(8))

    with pytest.raises(SameTerms):
        change(engagement, commission_rate=Decimal(8))

    assert first is not None
    with pytest.raises(AlreadyAnswered):
        accept_proposal(proposal=first, actor=None, now=MONDAY)
    assert Proposal.objects.filter(answer="waiting").get() == second


def test_whoever_decides_for_the_farm_is_asked_and_the_managers_get_the_answer() -> None:
    farm, collective = make_farm(), make_collective()
    decides = make_farm_member(farm)
    make_farm_member(farm, "prepares")
    manager = make_role(collective, Role.MANAGER)

    proposal = propose(farm, collective)
    asked = OutboxMail.objects.get(kind="terms_proposed")
    accept_proposal(proposal=proposal, actor=decides, now=MONDAY)
    answer = OutboxMail.objects.get(kind="proposal_answered")

    assert (asked.to, answer.to) == (decides.email, manager.email)
    assert f"/producteur/propositions/{proposal.uid}/" in asked.text
    assert "accepte" in answer.subject


def test_the_collective_that_made_a_farm_without_people_answers_for_it() -> None:
    made_by, other = make_collective(), make_collective()
    farm = make_farm(made_by=made_by)
    keeper = make_role(made_by, Role.MANAGER)

    own = engage_farm(farm=farm, collective=made_by, starts_on=TODAY, now=MONDAY)
    proposal = propose(farm, other)

    assert own.state == "active"
    assert proposal.engagement.state == "proposed"
    assert OutboxMail.objects.get(kind="terms_proposed").to == keeper.email
    assert may(made_by, farm, Right.PEOPLE, on=TODAY)
    assert not may(other, farm, Right.PEOPLE, on=TODAY)


def test_it_may_nothing_more_once_somebody_decides_for_the_farm() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    make_farm_member(engagement.farm, "prepares")
    assert may(engagement.collective, engagement.farm, Right.CATALOGUE, on=TODAY)

    make_farm_member(engagement.farm)

    assert not any(may(engagement.collective, engagement.farm, right, on=TODAY) for right in Right)


def test_a_right_is_given_to_one_collective_and_taken_back() -> None:
    farm = managed_farm()
    trusted, other = (make_engagement(farm, make_collective()) for _ in range(2))

    assert give_rights(engagement=trusted, rights=[Right.LABELS], actor=None, now=MONDAY)
    assert may(trusted.collective, farm, Right.LABELS, on=TODAY)
    assert not may(trusted.collective, farm, Right.CATALOGUE, on=TODAY)
    assert not may(other.collective, farm, Right.LABELS, on=TODAY)
    assert not give_rights(engagement=trusted, rights=[Right.LABELS], actor=None, now=MONDAY)
    assert give_rights(engagement=trusted, rights=[], actor=None, now=MONDAY)

    assert not may(trusted.collective, farm, Right.LABELS, on=TODAY)
    assert AuditEntry.objects.filter(action="give_rights").count() == 2


def test_a_right_ends_with_its_agreement_and_the_next_begins_without() -> None:
    farm, collective = managed_farm(), make_collective()
    first = make_engagement(farm, collective, may_edit_catalogue=True, ends_on=TODAY - DAY)
    assert not may(collective, farm, Right.CATALOGUE, on=TODAY)
    end_engagement(engagement=first, ends_on=TODAY - DAY, actor=None, now=MONDAY)
    with pytest.raises(EngagementEnded):
        give_rights(engagement=first, rights=[Right.PEOPLE], actor=None, now=MONDAY)

    accept_proposal(proposal=propose(farm, collective), actor=None, now=MONDAY)

    assert is_engaged(farm, collective, TODAY)
    assert not any(may(collective, farm, right, on=TODAY) for right in Right)


def test_what_ends_leaves_nothing_to_answer() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), commission_rate=Decimal(7))
    proposal = change(engagement, commission_rate=Decimal(12))

    end_engagement(engagement=engagement, ends_on=TODAY - DAY, actor=None, now=MONDAY)

    assert proposal is not None
    with pytest.raises(AlreadyAnswered):
        accept_proposal(proposal=proposal, actor=None, now=MONDAY)


def test_what_is_proposed_does_not_take_back_an_end_that_was_said_since() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), commission_rate=Decimal(7))
    proposal = change(engagement, commission_rate=Decimal(12))

    end_engagement(engagement=engagement, ends_on=LATER, actor=None, now=MONDAY)

    assert proposal is not None
    with pytest.raises(AlreadyAnswered):
        accept_proposal(proposal=proposal, actor=None, now=MONDAY)
    engagement.refresh_from_db()
    assert (engagement.ends_on, engagement.commission_rate) == (LATER, Decimal(7))


def test_an_agreement_ends_sooner_than_agreed_never_later() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), ends_on=LATER)

    with pytest.raises(LaterThanAgreed):
        end_engagement(engagement=engagement, ends_on=LATER + DAY, actor=None, now=MONDAY)
    end_engagement(engagement=engagement, ends_on=LATER - DAY, actor=None, now=MONDAY)

    assert engagement.ends_on == LATER - DAY


def test_pausing_what_is_paused_is_said() -> None:
    engagement = make_engagement(managed_farm(), make_collective())
    with pytest.raises(SameState):
        resume_engagement(engagement=engagement, actor=None, now=MONDAY)
    pause_engagement(engagement=engagement, actor=None, now=MONDAY)

    with pytest.raises(SameState):
        pause_engagement(engagement=engagement, actor=None, now=MONDAY)


def test_a_farm_is_not_flooded_with_proposals() -> None:
    engagement = make_engagement(managed_farm(), make_collective(), commission_rate=Decimal(7))
    actor = make_role(engagement.collective, Role.MANAGER)

    def propose_again(rate: int) -> None:
        terms = Terms(commission_rate=Decimal(rate), rate_on=TODAY, starts_on=engagement.starts_on)
        change_terms(engagement=engagement, terms=terms, actor=actor, now=MONDAY)

    for rate in range(10, 40):
        propose_again(rate)
    with pytest.raises(TooOften):
        propose_again(50)

    assert OutboxMail.objects.filter(kind="terms_proposed").count() == 30
