"""Many orders of one date, in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import batched, cycle

from django.db import transaction
from django.utils import timezone

from bench.network.bulk_orders import placing, write_orders
from bench.network.bulk_start import BATCH
from bench.network.ordering import PlannedOrder, Wanted
from collectifs.demo.data_files import read_json
from commons.accounts.models import Household, Person, User
from commons.accounts.services import new_household
from distributions.models import Distribution
from shop.listings.models import Listing

AT_ONCE = 500
"""A distribution counts its orders one by one: until a commit each count leaves a row behind."""


def more_people(number: int) -> list[Person]:
    """Each alone in a household, with names as people have."""
    users = list(_users(number))
    User.objects.bulk_create(users, BATCH)
    made = [new_household(user, "") for user in users]
    Household.objects.bulk_create([household for household, _person in made], BATCH)
    Person.objects.bulk_create([person for _household, person in made], BATCH)
    return [person for _household, person in made]


def _users(number: int) -> Iterator[User]:
    names = read_json("people")
    for n in range(number):
        turn, place = divmod(n, len(names))
        last = names[(place + turn) % len(names)]["last_name"]
        email = f"foyer-{n}@bench.example"
        yield User(email=email, first_name=names[place]["first_name"], last_name=last)


def write_many(
    distribution: Distribution, people: Iterable[Person], stalls: Sequence[Sequence[Listing]]
) -> None:
    """Each of the people orders one product of each stall, in turns."""
    listings = {each.pk: each for stall in stalls for each in stall}
    goods = zip(*map(cycle, stalls), strict=True)
    for some in batched(zip(people, goods, strict=False), AT_ONCE):
        placings = [
            placing(_planned(chosen), person, distribution, listings) for person, chosen in some
        ]
        for wish in (wish for each in placings for wish in each.wishes):
            wish.listing.ordered += wish.quantity
        with transaction.atomic():
            write_orders(distribution, placings)
    Listing.objects.bulk_update(listings.values(), ["ordered"], BATCH)


def _planned(chosen: Sequence[Listing]) -> PlannedOrder:
    """A minute ago, the least that one can take; nobody of the plan's people."""
    wanted = [Wanted(each.pk, each.product.least, "") for each in chosen]
    return PlannedOrder(-1, timezone.now() - timedelta(minutes=1), wanted)
