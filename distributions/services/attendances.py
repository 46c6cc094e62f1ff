"""A farm's presence at a distribution, and its own window there."""

from datetime import datetime

from django.db.models import Q

from charter.services import may_attend
from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from distributions.exceptions import (
    CharterNotSigned,
    DistributionCancelled,
    FarmHasOrders,
    InvalidWindow,
    NotEngaged,
    WiderWindow,
)
from distributions.locks import hold
from distributions.models import Attendance, Distribution
from distributions.windows import Window, fitting
from farms.models import Farm
from farms.selectors import is_engaged

PRESENT = Attendance.State.PRESENT


@write
def set_attendance(
    *,
    distribution: Distribution,
    farm: Farm,
    state: Attendance.State,
    has_orders: bool,
    brought_by: str | None = None,
    actor: User | None = None,
    now: datetime,
) -> Attendance:
    """Say whether a farm's goods come; a window of its own stays as it is.

    The caller tells whether customers have ordered from it. Raises ``DistributionCancelled``;
    towards present ``NotEngaged`` or ``CharterNotSigned``; away from it ``FarmHasOrders`` (O40).
    """
    if hold(distribution).cancelled_at:
        raise DistributionCancelled
    if state == PRESENT:
        _check_may_come(distribution, farm)
    elif has_orders:
        raise FarmHasOrders
    values: dict[str, object] = {"state": state, "answered_at": now}
    if brought_by is not None:
        values["brought_by"] = brought_by
    attendance, _created = Attendance.objects.update_or_create(
        distribution=distribution, farm=farm, defaults=values
    )
    data = {"state": str(state)}
    record(actor=actor, action="set_attendance", target=attendance, data=data, now=now)
    return attendance


def _check_may_come(distribution: Distribution, farm: Farm) -> None:
    if not is_engaged(farm, distribution.collective, distribution.day):
        raise NotEngaged
    if not may_attend(farm, distribution.starts_at):
        raise CharterNotSigned


@write
def narrow_window(
    *,
    attendance: Attendance,
    opens_at: datetime | None,
    closes_at: datetime | None,
    actor: User | None = None,
    now: datetime,
) -> Attendance:
    """Give a farm its own window; None, or the distribution's own time, means the same as it.

    Products that would stay open longer follow in `shop.listings.window_services.narrow_farm`.
    Raises ``InvalidWindow``, or ``WiderWindow`` unless the distribution lets farms widen theirs.
    """
    distribution = hold(attendance.distribution)
    if opens_at or closes_at:
        opens, closes = opens_at or distribution.opens_at, closes_at or distribution.closes_at
        _check_window(distribution, opens, closes)
    own = Window(
        None if opens_at == distribution.opens_at else opens_at,
        None if closes_at == distribution.closes_at else closes_at,
    )
    _set_window(attendance, own)
    data = own.as_text()
    record(actor=actor, action="narrow_window", target=attendance, data=data, now=now)
    return attendance


def fit_windows(distribution: Distribution, *, actor: User | None, now: datetime) -> None:
    """Bring the farms' own windows back inside that of a distribution that was moved."""
    own = Q(opens_at__isnull=False) | Q(closes_at__isnull=False)
    for attendance in hold_rows(distribution.attendances.filter(own)):
        before = Window(attendance.opens_at, attendance.closes_at)
        after = fitting(attendance, distribution)
        if after != before:
            _set_window(attendance, after)
            data = {"from": before.as_text(), "to": after.as_text()}
            record(actor=actor, action="fit_window", target=attendance, data=data, now=now)


def _set_window(attendance: Attendance, window: Window) -> None:
    attendance.opens_at, attendance.closes_at = window.opens_at, window.closes_at
    attendance.save(update_fields=["opens_at", "closes_at"])


def _check_window(
    distribution: Distribution, opens_at: datetime | None, closes_at: datetime | None
) -> None:
    """Raise ``InvalidWindow`` or ``WiderWindow`` for a farm's whole window."""
    if opens_at is None or closes_at is None or not opens_at < closes_at <= distribution.ends_at:
        raise InvalidWindow
    if distribution.farms_may_widen:
        return
    if distribution.opens_at is None or distribution.closes_at is None:
        raise WiderWindow
    if opens_at < distribution.opens_at or closes_at > distribution.closes_at:
        raise WiderWindow
