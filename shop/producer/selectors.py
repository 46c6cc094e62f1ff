"""What a person of a farm sees: the dates where it comes, how much is ordered, the lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commons.collectives.models import Role
from commons.collectives.permissions import Someone, collectives_of
from commons.core.alphabet import by_name
from commons.core.dates import WindowState, window_state
from distributions.models import Attendance, Distribution
from farms.models import Farm, FarmEngagement, FarmMember
from farms.selectors import places_of
from shop.listings.models import Listing
from shop.partner.models import Partner
from shop.reporting.closing_times import SellerAt, closing_times
from shop.reporting.seller_lists import list_path
from shop.reporting.standings import Standing, standing_of
from shop.reporting.sums import orders_by_seller

LONGEST_LIST = 12
SHOWN_PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Date:
    """A farm at a distribution, as it stands now."""

    farm: Farm
    distribution: Distribution
    orders: int
    closes_at: datetime | None
    now: datetime

    @property
    def path(self) -> str:
        return list_path(self.distribution, self.farm.seller)

    @property
    def standing(self) -> Standing:
        return Standing(self.distribution, self.farm.seller, self.orders, self.closes_at)

    @property
    def is_today(self) -> bool:
        zone = self.distribution.collective.zone
        return self.distribution.day == self.now.astimezone(zone).date()

    @property
    def state(self) -> WindowState:
        """Whether customers order; undated is closed."""
        return window_state(self.now, self.distribution.opens_at, self.closes_at)

    @property
    def is_to_prepare(self) -> bool:
        """Something is ordered, or can be."""
        return bool(self.orders) or self.state is not WindowState.UPCOMING


@dataclass(frozen=True, slots=True)
class Dates:
    """A person's places in farms and these farms' dates; the next first, then the last first.

    Whether the person decides for one of them, and how many proposals wait for their answer.
    """

    places: Sequence[FarmMember]
    coming: Sequence[Date]
    past: Sequence[Date]
    decides: bool
    waiting: int

    @property
    def farms(self) -> Sequence[Farm]:
        return [place.farm for place in self.places]


def dates_of(user: Someone, now: datetime) -> Dates:
    """The dates of a person's farms that they may see, in five queries."""
    places = places_of(user)
    managed = [place for place in places if place.role == FarmMember.Role.MANAGES]
    seen = Q(pk__in=())
    for place in places:
        seen |= Q(farm=place.farm) & _seen_by(place, at="distribution__")
    attending = Attendance.objects.present().filter(seen, distribution__cancelled_at__isnull=True)
    rows = attending.select_related(
        *("distribution__collective", "distribution__place", "farm__seller")
    )
    ends = "distribution__ends_at"
    coming = rows.filter(**{f"{ends}__gt": now}).order_by(ends, by_name("farm__name"))[
        :LONGEST_LIST
    ]
    past = rows.filter(**{f"{ends}__lte": now, f"{ends}__gt": now - SHOWN_PAST})
    found = [*coming, *past.order_by(f"-{ends}", by_name("farm__name"))[:LONGEST_LIST]]
    dates = _dates(found, now)
    is_past = [date.distribution.ends_at <= now for date in dates]
    return Dates(
        places,
        coming=[date for date, over in zip(dates, is_past, strict=True) if not over],
        past=[date for date, over in zip(dates, is_past, strict=True) if over],
        decides=bool(managed),
        waiting=sum(place.waiting for place in managed),
    )


def _seen_by(place: FarmMember, *, at: str = "") -> Q:
    """Distributions (`at` leads to them) whose list of the farm a person of it may see.

    Not those of before the person joined, nor of a collective before its agreement with the farm.
    """
    agreed = FarmEngagement.objects.filter(
        farm=place.farm_id,
        collective=OuterRef(f"{at}collective"),
        starts_on__lte=OuterRef(f"{at}day"),
    )
    begun = Exists(agreed.exclude(state=FarmEngagement.State.PROPOSED))
    return Q(begun, **{f"{at}day__gte": place.since})


def farm_list(user: Someone, farm: str, distribution: UUID) -> Standing:
    """A farm's list (by its slug), where it comes or has orders; else ``Http404``.

    For its people, and for the managers of the collective whose distribution it is.
    """
    places = FarmMember.objects.filter(user=user.pk).select_related("farm__seller")
    place = places.filter(farm__slug=farm).first()
    found = _distributions().filter(_seen_by(place), uid=distribution).first() if place else None
    if place is None or found is None:
        return _managers_list(user, farm, distribution)
    return _standing_of_farm(found, place.farm.seller)


def _managers_list(user: Someone, farm: str, distribution: UUID) -> Standing:
    managed = _distributions().filter(collective__in=collectives_of(user, Role.MANAGER))
    found = get_object_or_404(managed, uid=distribution)
    sellers = Partner.objects.select_related("farm")
    seller: Partner = get_object_or_404(sellers, farm__slug=farm)
    return replace(_standing_of_farm(found, seller), is_managers=True)


def _standing_of_farm(distribution: Distribution, seller: Partner) -> Standing:
    standing = standing_of(distribution, seller)
    presences = Attendance.objects.present().filter(distribution=distribution, farm=seller.farm_id)
    if not standing.orders and not presences.exists():
        raise Http404
    return standing


def own_list(user: Someone, collective: str, distribution: UUID) -> Standing:
    """The list of the collective's own goods, for its managers; else ``Http404``."""
    managed = collectives_of(user, Role.MANAGER)
    sellers = Partner.objects.filter(collective__in=managed).select_related("collective")
    mine: Partner = get_object_or_404(sellers, collective__slug=collective)
    found = get_object_or_404(_distributions(), uid=distribution, collective=mine.collective_id)
    standing = standing_of(found, mine)
    listed = Listing.objects.filter(distribution=found, product__seller=mine)
    if not standing.orders and not listed.exists():
        raise Http404
    return standing


def _distributions() -> QuerySet[Distribution]:
    found: QuerySet[Distribution] = Distribution.objects.select_related("collective", "place")
    return found


def _dates(attendances: Collection[Attendance], now: datetime) -> list[Date]:
    ids = {attendance.distribution_id for attendance in attendances}
    sellers = {attendance.farm.seller.pk for attendance in attendances}
    times, orders = closing_times(ids, sellers), orders_by_seller(ids, sellers)
    return [
        Date(
            farm=attendance.farm,
            distribution=attendance.distribution,
            orders=orders.get(key, 0),
            closes_at=max(times.get(key, ()), default=None),
            now=now,
        )
        for attendance in attendances
        for key in [SellerAt(attendance.distribution_id, attendance.farm.seller.pk)]
    ]
