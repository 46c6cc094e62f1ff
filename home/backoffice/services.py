"""Operations of a manager that take several services: all of it, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.models import Collective, CollectiveRole, Role
from commons.collectives.services import grant_role, revoke_role
from commons.core.locking import hold_rows, write
from commons.core.sent_files import Paper
from distributions.locks import hold
from distributions.models import Attendance, Distribution, DistributionSeries, PickupPlace
from distributions.services import delete_series
from distributions.slots import Slot
from farms.exceptions import EngagementEnded, NotGiven
from farms.models import (
    Certification,
    Farm,
    FarmEngagement,
    FarmInvitation,
    FarmMember,
    Label,
    Right,
    VatRegime,
)
from farms.permissions import may, may_seat
from farms.selectors import vat_regime_on
from farms.services import (
    add_certification,
    create_farm,
    end_certification,
    engage_farm,
    invite_to_farm,
    remove_farm_member,
    set_vat_regime,
    update_farm,
    withdraw_invitation,
)
from home.backoffice.exceptions import DateIsOver, HasOrders, LastManager, UnknownPerson
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.listings.services import mark_absent, mark_present
from shop.listings.window_services import move_with_goods
from shop.order.cancelling import cancel_distribution
from shop.order.models import Order
from shop.order.removed import chosen_at, tell_removed
from shop.reporting.cancelling import tell_farms_of_cancelling


@write
def correct_distribution(
    *,
    distribution: Distribution,
    place: PickupPlace,
    starts_at: datetime,
    ends_at: datetime,
    opens_at: datetime | None,
    closes_at: datetime | None,
    tells: bool = False,
    actor: User,
    now: datetime,
) -> Distribution:
    """Correct a date, with the windows of those who come; who ordered and the farms are told.

    ``tells``: whoever asks knows that there are orders. Raises ``HasOrders`` where they do not,
    ``DateIsOver`` of a past date with orders, and what ``move_distribution`` does.
    """
    hold_rows(Listing.objects.filter(distribution=distribution))
    slot = Slot(
        place=place, starts_at=starts_at, ends_at=ends_at, opens_at=opens_at, closes_at=closes_at
    )
    if hold(distribution).last_order_number:
        _require_told(distribution, slot, tells=tells, now=now)
    return move_with_goods(distribution=distribution, slot=slot, actor=actor, now=now)


def _require_told(distribution: Distribution, slot: Slot, *, tells: bool, now: datetime) -> None:
    """When orders open was announced to nobody who has ordered."""
    if now >= distribution.ends_at:
        raise DateIsOver
    before, after = (
        (each.place, each.starts_at, each.ends_at, each.closes_at) for each in (distribution, slot)
    )
    if before == after:
        return
    if not tells and Order.objects.standing().filter(distribution=distribution).exists():
        raise HasOrders


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How many orders were cancelled with a date, and how many farms were told."""

    orders: int
    farms: int


@write
def cancel_date(
    *, distribution: Distribution, reason: str, orders: int, actor: User, now: datetime
) -> Cancelled:
    """Cancel a date with its orders, and tell customers and farms why, each once.

    ``orders``: how many the page showed. Raises what ``cancel_distribution`` does.
    """
    cancelled = cancel_distribution(
        distribution=distribution, reason=reason, orders=orders, actor=actor, now=now
    )
    farms = tell_farms_of_cancelling(distribution, reason=reason, orders=cancelled, now=now)
    return Cancelled(cancelled, farms)


@write
def remove_calendar(*, series: DistributionSeries, actor: User, now: datetime) -> int:
    """Remove a calendar, its distributions, and what was chosen for them; how many distributions.

    Members who had chosen something are told, visitors read it under the address. An order that is
    arriving holds its basket and its listings: it ends first, and counts. Raises
    ``CalendarHasOrders``.
    """
    dates = series.distributions.values("pk")
    hold_rows(Basket.objects.filter(distribution__in=dates), to_delete=True)
    hold_rows(Listing.objects.filter(distribution__in=dates), to_delete=True)
    chosen = chosen_at(list(series.distributions.all()))
    removed = delete_series(series=series, actor=actor, now=now)
    for choice in chosen:
        tell_removed(choice, now=now)
    return removed


@write
def answer_presence(
    *,
    distribution: Distribution,
    farm: Farm,
    state: Attendance.State,
    actor: User,
    now: datetime,
) -> Attendance:
    """Say present or absent for a farm; what it usually offers is listed with its presence."""
    mark = mark_present if state == Attendance.State.PRESENT else mark_absent
    return mark(distribution=distribution, farm=farm, actor=actor, now=now)


@write
def welcome_farm(
    *,
    collective: Collective,
    identity: Mapping[str, Any],
    commission_rate: Decimal | None,
    starts_on: date,
    actor: User,
    now: datetime,
) -> FarmEngagement:
    """Add a farm that the network does not know, and engage it; the collective answers for it.

    ``identity`` is what ``create_farm`` takes. Raises what both services raise.
    """
    farm = create_farm(**identity, made_by=collective, actor=actor, now=now)
    return engage_farm(
        farm=farm,
        collective=collective,
        commission_rate=commission_rate,
        starts_on=starts_on,
        actor=actor,
        now=now,
    )


@write
def change_farm(
    *,
    engagement: FarmEngagement,
    identity: Mapping[str, str],
    vat_regime: VatRegime,
    vat_since: date,
    actor: User,
    now: datetime,
) -> Farm:
    """Correct who a farm is, where it lets the collective do so.

    ``identity`` is what ``update_farm`` takes; another VAT regime holds from ``vat_since`` on.
    Raises what ``_require`` and ``update_farm`` do.
    """
    _require(Right.IDENTITY, engagement, now)
    farm = update_farm(farm=engagement.farm, identity=identity, actor=actor, now=now)
    if vat_regime_on(farm, vat_since) != vat_regime:
        set_vat_regime(farm=farm, regime=vat_regime, since=vat_since, actor=actor, now=now)
    return farm


@write
def certify_farm(
    *,
    engagement: FarmEngagement,
    label: Label,
    valid_from: date,
    valid_until: date,
    body_code: str = "",
    number: str = "",
    proof: Paper | None = None,
    actor: User,
    now: datetime,
) -> Certification:
    """Add a certificate to a farm of the collective.

    Raises what ``_require`` and ``add_certification`` do.
    """
    _require(Right.LABELS, engagement, now)
    return add_certification(
        farm=engagement.farm,
        label=label,
        valid_from=valid_from,
        valid_until=valid_until,
        body_code=body_code,
        number=number,
        proof=proof,
        actor=actor,
        now=now,
    )


@write
def end_label(
    *,
    engagement: FarmEngagement,
    certification: Certification,
    valid_until: date,
    actor: User,
    now: datetime,
) -> Certification:
    """End a certificate of a farm of the collective.

    Raises what ``_require`` and ``end_certification`` do.
    """
    _require(Right.LABELS, engagement, now)
    return end_certification(
        certification=certification, valid_until=valid_until, actor=actor, now=now
    )


@write
def invite_person_to_farm(
    *,
    engagement: FarmEngagement,
    email: str,
    role: FarmMember.Role,
    actor: User,
    now: datetime,
) -> FarmInvitation:
    """Offer somebody a place in a farm of the collective.

    Raises what ``_require_seat`` and ``invite_to_farm`` do.
    """
    _require_seat(engagement, role, now)
    return invite_to_farm(
        farm=engagement.farm,
        email=email,
        role=role,
        collective=engagement.collective,
        actor=actor,
        now=now,
    )


@write
def uninvite_person(
    *, engagement: FarmEngagement, invitation: FarmInvitation, actor: User, now: datetime
) -> None:
    """Take back a place that nobody has taken. Raises what ``_require_seat`` does."""
    _require_seat(engagement, FarmMember.Role(invitation.role), now)
    withdraw_invitation(invitation=invitation, actor=actor, now=now)


@write
def remove_person_from_farm(
    *, engagement: FarmEngagement, user: User, actor: User, now: datetime
) -> None:
    """Take a person out of a farm of the collective.

    Raises what ``_require_seat`` and ``remove_farm_member`` do.
    """
    member = engagement.farm.members.filter(user=user).first()
    _require_seat(engagement, FarmMember.Role(member.role if member else "prepares"), now)
    remove_farm_member(farm=engagement.farm, user=user, actor=actor, now=now)


@write
def grant_role_by_email(
    *, collective: Collective, email: str, role: Role, actor: User, now: datetime
) -> User:
    """Give a role to whoever has this e-mail. Raises ``UnknownPerson``."""
    user = person_called(email)
    grant_role(collective=collective, user=user, role=role, actor=actor, now=now)
    return user


@write
def take_role(*, given: CollectiveRole, actor: User, now: datetime) -> None:
    """Take a role back. Raises ``LastManager``: somebody has to be able to give roles."""
    managers = hold_rows(
        CollectiveRole.objects.filter(collective=given.collective_id, role=Role.MANAGER)
    )
    if given.role == Role.MANAGER and len(managers) == 1:
        raise LastManager
    revoke_role(
        collective=given.collective,
        user=given.user,
        role=Role(given.role),
        actor=actor,
        now=now,
    )


def person_called(email: str) -> User:
    """The person with this e-mail. Raises ``UnknownPerson``."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise UnknownPerson
    return user


def _require_seat(engagement: FarmEngagement, role: FarmMember.Role, now: datetime) -> None:
    """Who decides for a farm is the farm's to say. Raises ``EngagementEnded`` or ``NotGiven``."""
    _require(Right.PEOPLE, engagement, now)
    today = timezone.localdate(now, engagement.collective.zone)
    if not may_seat(engagement.collective, engagement.farm, role, on=today):
        raise NotGiven


def _require(right: Right, engagement: FarmEngagement, now: datetime) -> None:
    """Raises ``EngagementEnded``, or ``NotGiven``: the farm has not let the collective do this."""
    collective, today = engagement.collective, timezone.localdate(now, engagement.collective.zone)
    if engagement.is_over(today):
        raise EngagementEnded
    if not may(collective, engagement.farm, right, on=today):
        raise NotGiven
