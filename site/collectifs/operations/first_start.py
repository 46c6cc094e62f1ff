"""The first network of an installation, with its first collective and who manages both."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.sites.models import Site
from django.urls import reverse
from wagtail.models import Site as WagtailSite

from collectifs.operations.notifications import NetworkStarted
from commons.accounts.models import User
from commons.accounts.services import sign_up
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import (
    grant_network_role,
    grant_role,
    load_communes,
)
from commons.core.locking import write
from farms.services import load_labels
from home.sections import found_collective, found_network
from shop.catalogue.services import load_aisles


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What only people know; `slug` is the first segment of the collective's addresses."""

    network: str
    collective: str
    slug: str
    email: str
    first_name: str
    last_name: str


@write
def start_network(*, answers: Answers, now: datetime) -> Collective:
    """Make everything that a manager needs to plan a first distribution, or nothing at all.

    The manager of the collective administers the network too. Raises ``NetworkExists``,
    ``AddressTaken``.
    """
    network = found_network(
        name=answers.network,
        platform_fee_rate=Decimal(0),
        contact_email=answers.email,
        now=now,
    )
    collective = found_collective(
        network=network,
        name=answers.collective,
        slug=answers.slug,
        contact_email=answers.email,
        now=now,
    )
    load_aisles(network)
    load_labels()
    load_communes()
    _name_sites(answers.network)
    _welcome(_manager(answers, collective, now), collective, now)
    return collective


def _manager(answers: Answers, collective: Collective, now: datetime) -> User:
    """Whoever has this address already, or a new account without a password: codes sign in."""
    known = User.objects.filter(email=answers.email.strip().lower()).first()
    user = known or sign_up(
        email=answers.email,
        first_name=answers.first_name,
        last_name=answers.last_name,
        phone="",
        password=None,
        email_verified=True,
        now=now,
    )
    grant_role(collective=collective, user=user, role=Role.MANAGER, actor=None, now=now)
    grant_network_role(
        network=collective.network,
        user=user,
        role=RoleInNetwork.ADMINISTRATOR,
        actor=None,
        now=now,
    )
    return user


def _name_sites(name: str) -> None:
    """Wagtail and Django each keep the public address in a row; ours is the setting."""
    address = urlsplit(settings.BASE_URL)
    host = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    WagtailSite.objects.filter(is_default_site=True).update(
        hostname=host, port=port, site_name=name
    )
    Site.objects.filter(pk=settings.SITE_ID).update(domain=address.netloc, name=name[:50])


def _welcome(user: User, collective: Collective, now: datetime) -> None:
    admin = reverse("wagtailadmin_home")
    NetworkStarted.send(
        to=user,
        key=f"network-started:{collective.uid}",
        context={
            "collective": collective,
            "admin_path": admin,
            "login_path": f"{reverse('account_login')}?{urlencode({'next': admin})}",
        },
        now=now,
    )
