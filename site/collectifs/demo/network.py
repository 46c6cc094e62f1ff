"""The demo's network, collectives and farms, with who does what in them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from collectifs.demo.data_files import read_json
from collectifs.demo.people import open_account
from commons.accounts.models import User
from commons.collectives.legal import Publisher
from commons.collectives.models import Collective, FeeBearer, Network, Role, RoleInNetwork
from commons.collectives.services import (
    grant_network_role,
    grant_role,
    set_legal_identity,
    set_school_zone,
    set_vat_status,
)
from distributions.services import create_place
from farms.models import Farm, FarmMember, Label, Right, VatRegime
from farms.services import (
    accept_proposal,
    add_certification,
    add_farm_member,
    create_farm,
    engage_farm,
    give_rights,
)
from home.sections import found_collective, found_network

# The network has been there for some time: nothing of the demo happens before.
AGE = timedelta(days=900)
SCHOOL_ZONE = "A"


def make_network(*, now: datetime) -> Network:
    entry = read_json("network")
    network = found_network(
        name=entry["name"],
        platform_fee_rate=Decimal(entry["platform_fee_percent"]),
        contact_email=entry["contact_email"],
        now=now - AGE,
    )
    _say_who(network, entry, now - AGE)
    return network


def _say_who(publisher: Publisher, entry: Mapping[str, Any], at: datetime) -> None:
    """What its legal page needs, as far as the demo says it."""
    identity = {"contact_email": entry["contact_email"], **entry["legal"]}
    set_legal_identity(publisher=publisher, identity=identity, actor=None, now=at)


def make_collectives(
    network: Network, entries: Iterable[Mapping[str, Any]], *, now: datetime
) -> dict[str, Collective]:
    """Collectives described as in `collectives.json`, with their places, by slug."""
    collectives = {}
    for entry in entries:
        collective = _make_collective(network, entry, now - AGE)
        _say_who(collective, entry, now - AGE)
        since, liable = (now - AGE).date(), entry["vat_liable"]
        set_vat_status(collective=collective, liable=liable, since=since, actor=None, now=now - AGE)
        set_school_zone(collective=collective, school_zone=SCHOOL_ZONE, actor=None, now=now - AGE)
        for place in entry["places"]:
            values = {key: value for key, value in place.items() if key != "slug"}
            create_place(collective=collective, now=now - AGE, **values)
        collectives[collective.slug] = collective
    return collectives


def _make_collective(network: Network, entry: Mapping[str, Any], at: datetime) -> Collective:
    return found_collective(
        network=network,
        name=entry["name"],
        slug=entry["slug"],
        summary=entry["presentation"],
        contact_email=entry["contact_email"],
        default_commission_rate=Decimal(entry["default_commission_percent"]),
        fee_bearer=FeeBearer(entry["fee_bearer"]),
        terms=entry["terms"],
        actor=None,
        now=at,
    )


def give_roles(
    network: Network, collective: Collective, users: Mapping[str, User], *, now: datetime
) -> None:
    """The roles of `accounts.json`; those of a collective are in the main one."""
    for entry in read_json("accounts"):
        user, (scope, _dash, role) = users[entry["email"]], entry["role"].partition("-")
        if scope == "network":
            given = RoleInNetwork(role)
            grant_network_role(network=network, user=user, role=given, actor=None, now=now)
        elif scope in Role.values:
            grant_role(collective=collective, user=user, role=Role(scope), actor=None, now=now)


def make_farms(
    entries: Iterable[Mapping[str, Any]],
    collectives: Mapping[str, Collective],
    labels: Mapping[str, Label],
    users: Mapping[str, User],
    *,
    now: datetime,
) -> dict[str, Farm]:
    """Farms described as in `farms.json`, by slug; users by e-mail."""
    farms = {}
    for entry in entries:
        farm = _make_farm(entry, now)
        _add_certificates(farm, entry, labels, now)
        for terms in entry["collectives"]:
            _engage(farm, collectives[terms["slug"]], terms, now)
        _take_over(farm, entry, users, now)
        farms[farm.slug] = farm
    return farms


def _make_farm(entry: Mapping[str, Any], now: datetime) -> Farm:
    keys = "name legal_name street postcode town latitude longitude siret email phone presentation"
    return create_farm(
        **{key: entry[key] for key in keys.split()},
        vat_regime=VatRegime(entry["vat_regime"]),
        vat_since=date(now.year - 5, 1, 1),
        now=now - AGE,
    )


def _add_certificates(
    farm: Farm, entry: Mapping[str, Any], labels: Mapping[str, Label], now: datetime
) -> None:
    for certificate in entry["certifications"]:
        add_certification(
            farm=farm,
            label=labels[certificate["label"]],
            body_code=certificate["certifier"],
            number=certificate["number"],
            valid_from=now.date() + timedelta(days=certificate["valid_from_days"]),
            valid_until=now.date() + timedelta(days=certificate["valid_until_days"]),
            actor=None,
            now=now - AGE,
        )


def _engage(farm: Farm, collective: Collective, terms: Mapping[str, Any], now: datetime) -> None:
    """The first collective answers for the farm; what another one proposes is accepted."""
    rate = terms["commission_percent"]
    engagement = engage_farm(
        farm=farm,
        collective=collective,
        commission_rate=None if rate is None else Decimal(rate),
        starts_on=(now - AGE).date(),
        actor=None,
        now=now - AGE,
    )
    for proposal in engagement.proposals.all():
        accept_proposal(proposal=proposal, actor=None, now=now - AGE)


def _take_over(
    farm: Farm, entry: Mapping[str, Any], users: Mapping[str, User], now: datetime
) -> None:
    """Its people come, and say what the managers of each collective may do."""
    for member in entry["members"]:
        user = users.get(member["email"]) or open_account(member, now=now - AGE)
        role = FarmMember.Role(member["role"])
        add_farm_member(farm=farm, user=user, role=role, actor=None, now=now - AGE)
    trusting = {each["slug"] for each in entry["collectives"] if each.get("managers_may_edit")}
    for engagement in farm.engagements.filter(collective__slug__in=trusting):
        rights = [Right.CATALOGUE, Right.LABELS]
        give_rights(engagement=engagement, rights=rights, actor=None, now=now - AGE)
