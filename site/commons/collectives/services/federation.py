"""Writes of the network and of collectives. Rates are percentages of sales, VAT included."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import available_timezones

from commons.accounts.models import User
from commons.collectives.exceptions import (
    AddressTaken,
    ClosedPlatform,
    InvalidPause,
    InvalidRate,
    InvalidRna,
    InvalidSiren,
    NetworkExists,
    UnknownTimezone,
    UnlikelyDay,
)
from commons.collectives.groups import ensure_group, groups_of, network_group
from commons.collectives.legal import CLOSED_PLATFORM, Publisher, fields_of
from commons.collectives.models import (
    Collective,
    CollectiveVatStatus,
    FeeBearer,
    Network,
    RoleInNetwork,
)
from commons.collectives.validators import RESERVED_SLUGS
from commons.core.audit import record
from commons.core.legal_numbers import is_rna, is_siren, plain
from commons.core.locking import write
from commons.core.phones import parse_phone

FIRST_YEAR, LAST_YEAR = 2000, 2100


@write
def create_network(
    *, name: str, platform_fee_rate: Decimal, contact_email: str, now: datetime
) -> Network:
    """Make the installation's one network. Raises ``NetworkExists`` or ``InvalidRate``."""
    check_rate(platform_fee_rate)
    if Network.objects.exists():
        raise NetworkExists
    network = Network.objects.create(
        name=name, platform_fee_rate=platform_fee_rate, contact_email=contact_email
    )
    for role in RoleInNetwork:
        ensure_group(network_group(role))
    record(actor=None, action="create_network", target=network, now=now)
    return network


@write
def create_collective(
    *,
    network: Network,
    name: str,
    slug: str,
    summary: str = "",
    contact_email: str = "",
    timezone: str = "Europe/Paris",
    default_commission_rate: Decimal = Decimal(0),
    fee_bearer: FeeBearer = FeeBearer.FARM,
    customer_name: Collective.CustomerName = Collective.CustomerName.SHORT,
    terms: str = "",
    actor: User | None = None,
    now: datetime,
) -> Collective:
    """Add an association to the network; ``slug`` is the first segment of its addresses.

    Raises ``AddressTaken``, ``InvalidRate`` or ``UnknownTimezone``.
    """
    check_rate(default_commission_rate)
    if timezone not in available_timezones():
        raise UnknownTimezone
    if slug in RESERVED_SLUGS or Collective.objects.filter(slug=slug).exists():
        raise AddressTaken
    collective = Collective.objects.create(
        network=network,
        name=name,
        slug=slug,
        summary=summary,
        contact_email=contact_email,
        timezone=timezone,
        default_commission_rate=default_commission_rate,
        fee_bearer=fee_bearer,
        customer_name=customer_name,
        terms=terms,
    )
    for name_of_group in groups_of(collective):
        ensure_group(name_of_group)
    record(actor=actor, action="create_collective", target=collective, now=now)
    return collective


@write
def set_collective_pause(
    *,
    collective: Collective,
    paused_from: date | None,
    paused_until: date | None,
    actor: User | None,
    now: datetime,
) -> Collective:
    """Sell nothing at distributions of these days, both included; without an end it goes on.

    Without a start the pause is lifted. Orders stand. Raises ``InvalidPause`` or ``UnlikelyDay``.
    """
    if paused_until and (paused_from is None or paused_until < paused_from):
        raise InvalidPause
    for day in (paused_from, paused_until):
        if day is not None:
            require_likely(day)
    collective.paused_from = paused_from
    collective.paused_until = paused_until
    collective.save(update_fields=["paused_from", "paused_until"])
    data = {"from": _text(paused_from), "until": _text(paused_until)}
    record(actor=actor, action="set_collective_pause", target=collective, data=data, now=now)
    return collective


@write
def set_school_zone(
    *, collective: Collective, school_zone: str, actor: User | None, now: datetime
) -> Collective:
    """Say whose school holidays its calendars leave out ("A", "B", "C"; "" = not said)."""
    collective.school_zone = school_zone
    collective.save(update_fields=["school_zone"])
    data = {"zone": school_zone}
    record(actor=actor, action="set_school_zone", target=collective, data=data, now=now)
    return collective


@write
def set_vat_status(
    *, collective: Collective, liable: bool, since: date, actor: User | None, now: datetime
) -> CollectiveVatStatus:
    """Say whether the association is liable to VAT from a day on. Raises ``UnlikelyDay``."""
    require_likely(since)
    status, _created = CollectiveVatStatus.objects.update_or_create(
        collective=collective, since=since, defaults={"liable": liable}
    )
    data = {"liable": liable, "since": since.isoformat()}
    record(actor=actor, action="set_vat_status", target=collective, data=data, now=now)
    return status


@write
def set_legal_identity(
    *, publisher: Publisher, identity: Mapping[str, str], actor: User | None, now: datetime
) -> Publisher:
    """Say who publishes and sells; ``identity`` by the names of ``legal.fields_of``, as typed.

    Raises ``InvalidSiren``, ``InvalidRna``, ``ClosedPlatform`` or ``IncompletePhone``.
    """
    said = {name: identity.get(name, "").strip() for name in fields_of(publisher)}
    said |= {name: plain(said[name]) for name in ("siren", "rna")}
    said["phone"] = parse_phone(said["phone"]) if said["phone"] else ""
    _check_identity(said)
    changed = sorted(name for name, value in said.items() if getattr(publisher, name) != value)
    for name in changed:
        setattr(publisher, name, said[name])
    publisher.save(update_fields=changed)
    data = {"changed": changed}
    record(actor=actor, action="set_legal_identity", target=publisher, data=data, now=now)
    return publisher


def _check_identity(said: Mapping[str, str]) -> None:
    if said["siren"] and not is_siren(said["siren"]):
        raise InvalidSiren
    if said["rna"] and not is_rna(said["rna"]):
        raise InvalidRna
    if any(CLOSED_PLATFORM in value.lower() for value in said.values()):
        raise ClosedPlatform


def require_likely(day: date) -> None:
    """Raise ``UnlikelyDay`` for a slip of the keyboard: years are reckoned with everywhere."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnlikelyDay


def check_rate(rate: Decimal) -> None:
    """Raise ``InvalidRate`` unless it is a percentage."""
    if not rate.is_finite() or not 0 <= rate <= 100:
        raise InvalidRate


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
