"""Who sees the closing distribution's lists: a farm's member, a manager, a customer."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from distributions.models import Distribution
from farms.models import Farm, FarmMember
from farms.services import add_farm_member


class SeenBy(NamedTuple):
    name: str
    path: str
    user: User


def pages_of_the_closing(chosen: Distribution) -> Iterator[SeenBy]:
    farm = busiest_farm(chosen)
    recap = reverse("producer:recap", kwargs={"farm": farm.slug, "distribution": chosen.uid})
    yield SeenBy("farm_recap", recap, member_of(farm))
    yield SeenBy("order_history", reverse("orders:list"), best_customer())
    orders = reverse("backoffice_orders:orders", args=[chosen.collective.slug, chosen.uid])
    yield SeenBy("admin_orders", orders, manager_of(chosen.collective))


def busiest_farm(chosen: Distribution) -> Farm:
    farms = Farm.objects.filter(seller__order_lines__order__distribution=chosen)
    found: Farm = farms.annotate(lines=Count("seller__order_lines")).latest("lines", "pk")
    return found


def best_customer() -> User:
    """The one with the longest history."""
    return User.objects.annotate(count=Count("orders")).latest("count", "pk")


def member_of(farm: Farm) -> User:
    user = _made("ferme")
    role = FarmMember.Role.MANAGES
    since, now = date(2020, 1, 1), timezone.now()
    add_farm_member(farm=farm, user=user, role=role, since=since, now=now)
    return user


def manager_of(collective: Collective) -> User:
    user = _made("gestion")
    grant_role(collective=collective, user=user, role=Role.MANAGER, actor=None, now=timezone.now())
    return user


def _made(name: str) -> User:
    email = f"{name}-{User.objects.count()}@bench.example"
    return User.objects.create_user(email, None, first_name="Odile")
