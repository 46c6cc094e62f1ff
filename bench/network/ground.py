"""What both writers stand on: few rows each, made by the services as the demo makes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bench.network.plan import Evening, Plan, Season
from collectifs.demo.calendar import Habit, ensure_today
from collectifs.demo.network import AGE
from collectifs.demo.products import Shelves
from commons.accounts.models import User
from commons.collectives.models import Collective
from distributions.models import Distribution, PickupPlace
from distributions.services import create_series
from farms.models import Farm

type Key = tuple[str, str, date]
"""A distribution: slugs of collective and place, day."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`users` are those of the roles, by e-mail; collectives and farms are by slug."""

    plan: Plan
    collectives: Mapping[str, Collective]
    farms: Mapping[str, Farm]
    users: Mapping[str, User]
    shelves: Shelves
    distributions: dict[Key, Distribution]

    def distribution(self, evening: Evening) -> Distribution:
        return self.distributions[evening.round.collective, evening.round.place, evening.day]


def make_calendars(ground: Ground) -> int:
    """Plan each round's distributions, and today's; how many."""
    for season in ground.plan.seasons:
        collective = ground.collectives[season.round.collective]
        place = PickupPlace.objects.get(collective=collective, slug=season.round.place)
        _make_calendar(season, collective, place, ground.plan)
    for each in Distribution.objects.select_related("place"):
        each.collective = next(
            one for one in ground.collectives.values() if one.pk == each.collective_id
        )
        ground.distributions[each.collective.slug, each.place.slug, each.day] = each
    return len(ground.distributions)


def _make_calendar(season: Season, collective: Collective, place: PickupPlace, plan: Plan) -> None:
    schedule = season.schedule
    create_series(
        collective=collective,
        place=place,
        first_on=season.first_on,
        last_on=season.last_on,
        starts_at=schedule.starts,
        ends_at=schedule.ends,
        opens_time=schedule.opens_time,
        closes_time=schedule.closes_time,
        opens_days_before=schedule.opens_days_before,
        closes_days_before=schedule.closes_days_before,
        now=plan.now - AGE,
    )
    if not season.round.is_outpost:
        ensure_today(Habit(collective, place, schedule, {}), now=plan.now)
