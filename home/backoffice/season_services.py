"""Calendars as a whole: what a manager plans, with what the collective says once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.services import set_school_zone
from commons.core.locking import hold_rows, write
from distributions.models import Distribution, DistributionSeries
from distributions.services import (
    Stopped,
    create_series,
    delete_distribution,
    set_series_hours,
    slot_on,
    stop_series,
)
from distributions.slots import Slot
from home.backoffice.services import correct_distribution
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.removed import Chosen, chosen_at, tell_removed


@write
def plan_season(
    *, collective: Collective, plan: Mapping[str, Any], actor: User, now: datetime
) -> DistributionSeries:
    """Plan a calendar; its school zone becomes the collective's, where that had none.

    ``plan`` is what ``create_series`` takes. Raises what it does.
    """
    zone = plan["school_zone"]
    if zone and not collective.school_zone:
        set_school_zone(collective=collective, school_zone=zone, actor=actor, now=now)
    return create_series(collective=collective, actor=actor, now=now, **plan)


@write
def change_season(
    *,
    series: DistributionSeries,
    from_on: date,
    hours: Mapping[str, Any],
    tells: bool,
    actor: User,
    now: datetime,
) -> int:
    """Give a calendar other hours, and its dates from a day on; how many of them changed.

    A date that was given hours, a place or a window of its own keeps those. Whoever ordered or
    brings goods is told (``correct_distribution``, which raises what this does).
    """
    rows = series.distributions.standing().filter(day__gte=from_on, starts_at__gt=now)
    dates = list(rows.select_related("place", "collective").order_by("pk"))
    hold_rows(Listing.objects.filter(distribution__in=dates))
    planned = {each.pk: slot_on(series, each.day) for each in dates}
    set_series_hours(series=series, hours=hours, actor=actor, now=now)
    changed = 0
    for each in dates:
        before = _slot_of(each)
        slot = _following(before, planned[each.pk], slot_on(series, each.day))
        if slot != before:
            _correct(each, slot, tells=tells, actor=actor, now=now)
            changed += 1
    return changed


def _slot_of(distribution: Distribution) -> Slot:
    return Slot(
        place=distribution.place,
        starts_at=distribution.starts_at,
        ends_at=distribution.ends_at,
        opens_at=distribution.opens_at,
        closes_at=distribution.closes_at,
    )


def _following(before: Slot, planned: Slot, wanted: Slot) -> Slot:
    """Of a date: what was as planned becomes as wanted, what was its own stays."""
    names = [("place",), ("starts_at", "ends_at"), ("opens_at", "closes_at")]
    changed = {
        name: getattr(wanted, name)
        for together in names
        if all(getattr(before, name) == getattr(planned, name) for name in together)
        for name in together
    }
    return replace(before, **changed)


def _correct(
    distribution: Distribution, slot: Slot, *, tells: bool, actor: User, now: datetime
) -> None:
    correct_distribution(
        distribution=distribution,
        place=slot.place,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        opens_at=slot.opens_at,
        closes_at=slot.closes_at,
        tells=tells,
        actor=actor,
        now=now,
    )


@write
def stop_season(
    *, series: DistributionSeries, from_on: date, actor: User, now: datetime
) -> Stopped:
    """Remove the dates of a calendar from a day on, but those with orders.

    Members who had chosen something there are told. Raises nothing of its own.
    """
    free = series.distributions.filter(day__gte=from_on, last_order_number=0)
    chosen = _held_with(free)
    stopped = stop_series(series=series, from_on=from_on, actor=actor, now=now)
    _tell(chosen, now)
    return stopped


@write
def remove_date(
    *, distribution: Distribution, actor: User, now: datetime
) -> DistributionSeries | None:
    """Remove one date that nobody has ordered for, and what was chosen for it; its calendar.

    Raises what ``delete_distribution`` does.
    """
    chosen = _held_with(Distribution.objects.filter(pk=distribution.pk))
    series = delete_distribution(distribution=distribution, actor=actor, now=now)
    _tell(chosen, now)
    return series


def _held_with(dates: QuerySet[Distribution]) -> list[Chosen]:
    """Hold what goes with some dates, baskets first (docs/locks.md); what was chosen there."""
    ids = list(dates.values_list("pk", flat=True))
    hold_rows(Basket.objects.filter(distribution__in=ids), to_delete=True)
    hold_rows(Listing.objects.filter(distribution__in=ids), to_delete=True)
    return chosen_at(list(Distribution.objects.filter(pk__in=ids)))


def _tell(chosen: Iterable[Chosen], now: datetime) -> None:
    """Those whose date is gone."""
    gone = {each.distribution.pk for each in chosen}
    gone -= set(Distribution.objects.filter(pk__in=gone).values_list("pk", flat=True))
    for each in chosen:
        if each.distribution.pk in gone:
            tell_removed(each, now=now)
