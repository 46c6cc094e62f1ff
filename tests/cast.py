"""The cast that tries every address: two collectives, everybody who may have a role, and nobody.

Collective A is `vallee`, B is `plateau`. One farm serves both; `producer` manages it, `preparer`
prepares its goods. Each collective has a consumer with an order, and goods of its own.
"""

from dataclasses import dataclass, field
from typing import Any

from commons.accounts.models import User
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import OutboxMail
from distributions.models import Distribution
from farms.models import Farm, FarmMember
from farms.services import add_farm_member
from shop.listings.models import Listing
from shop.order.models import Order
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_member,
    make_network,
    make_product,
    make_user,
)
from tests.ordering import buy
from tests.written import write_mails

STRANGER = "stranger"
PEOPLE = (
    *(STRANGER, "consumer_a", "consumer_b", "producer", "preparer"),
    *("manager_a", "treasurer_a", "cashier_a", "editor_a", "manager_b"),
    *("network_editor", "network_admin"),
)


@dataclass
class Side:
    """One collective, its open distribution, what is sold and what was ordered there."""

    collective: Collective
    distribution: Distribution
    listing: Listing
    own_goods: Listing
    order: Order


@dataclass
class Cast:
    farm: Farm
    a: Side
    b: Side
    mail: OutboxMail
    users: dict[str, User] = field(default_factory=dict)


def make_cast() -> Cast:
    """Everybody, by the services that give roles. The clock has to stand at MONDAY."""
    farm = make_farm("Ferme des Hirondelles", slug="hirondelles")
    users = {name: make_user(name) for name in PEOPLE if name != STRANGER}
    a = _side("vallee", farm, users["consumer_a"])
    b = _side("plateau", farm, users["consumer_b"])
    _give_roles(farm, a, b, users)
    write_mails()
    mail = OutboxMail.objects.order_by("pk").first() or _mail()
    return Cast(farm=farm, a=a, b=b, mail=mail, users=users)


def _side(slug: str, farm: Farm, consumer: User) -> Side:
    collective = make_collective(slug.title(), slug=slug)
    make_engagement(farm, collective)
    distribution = make_distribution(collective)
    listing = make_listing(make_product(farm=farm), distribution)
    bag = make_product("Sac en coton", collective=collective, has_withdrawal_right=True)
    own_goods = make_listing(bag, distribution)
    household = make_member(collective, consumer)
    order = buy({listing: 2, own_goods: 1}, household=household)
    return Side(collective, distribution, listing, own_goods, order)


def _give_roles(farm: Farm, a: Side, b: Side, users: dict[str, User]) -> None:
    given: dict[str, Any] = {"actor": None, "now": MONDAY}
    for role in Role:
        grant_role(collective=a.collective, user=users[f"{role}_a"], role=role, **given)
    grant_role(collective=b.collective, user=users["manager_b"], role=Role.MANAGER, **given)
    network = make_network()
    for name, role in (
        ("network_editor", RoleInNetwork.EDITOR),
        ("network_admin", RoleInNetwork.ADMINISTRATOR),
    ):
        grant_network_role(network=network, user=users[name], role=role, **given)
    for name, place in (
        ("producer", FarmMember.Role.MANAGES),
        ("preparer", FarmMember.Role.PREPARES),
    ):
        add_farm_member(farm=farm, user=users[name], role=place, **given)


def _mail() -> OutboxMail:
    return OutboxMail.objects.create(
        key="cast",
        kind="cast",
        to="personne@sillon.example",
        subject="Bonjour",
        text="Bonjour",
        next_try_at=MONDAY,
        created_at=MONDAY,
    )
