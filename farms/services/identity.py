"""Writes of a farm's identity, people, VAT regime and certificates; the labels there are."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.utils.text import slugify

from commons.accounts.models import User
from commons.collectives.groups import ensure_group, enter_group, leave_group
from commons.core.audit import record
from commons.core.locking import write
from commons.core.phones import parse_phone
from commons.core.search import fold
from commons.core.sent_files import Paper, keep_paper
from farms.exceptions import InvalidDates, InvalidSiret, KnownCertification, NotCertified
from farms.groups import farm_group
from farms.models import Certification, Farm, FarmMember, FarmVatStatus, Label, VatRegime
from farms.validators import is_siret

SLUG_LENGTH = 60
LABELS = Path(__file__).resolve().parents[1] / "labels.json"
IDENTITY = (
    *("name", "legal_name", "siret", "email", "phone"),
    *("street", "postcode", "town", "presentation"),
)


@write
def create_farm(
    *,
    name: str,
    legal_name: str = "",
    street: str = "",
    postcode: str = "",
    town: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    siret: str = "",
    email: str = "",
    phone: str = "",
    presentation: str = "",
    vat_regime: VatRegime | None = None,
    vat_since: date | None = None,
    actor: User | None = None,
    now: datetime,
) -> Farm:
    """Add a farm; its address comes from its name. Without ``vat_since`` the regime always held.

    ``siret`` and ``phone`` as people type them. Raises ``InvalidSiret`` or ``IncompletePhone``.
    """
    farm = Farm.objects.create(
        name=name,
        slug=_free_slug(name),
        legal_name=legal_name,
        street=street,
        postcode=postcode,
        town=town,
        latitude=latitude,
        longitude=longitude,
        siret=_digits(siret),
        email=email,
        phone=parse_phone(phone) if phone else "",
        presentation=presentation,
    )
    ensure_group(farm_group(farm))
    record(actor=actor, action="create_farm", target=farm, now=now)
    if vat_regime:
        since = vat_since or date(1900, 1, 1)
        set_vat_regime(farm=farm, regime=vat_regime, since=since, actor=actor, now=now)
    return farm


@write
def update_farm(
    *, farm: Farm, identity: Mapping[str, str], actor: User | None, now: datetime
) -> Farm:
    """Say anew who a farm is (``IDENTITY``); its public address stays.

    ``siret`` and ``phone`` as people type them. Raises ``InvalidSiret`` or ``IncompletePhone``.
    """
    values = {name: identity[name] for name in IDENTITY}
    values["siret"] = _digits(values["siret"])
    values["phone"] = parse_phone(values["phone"]) if values["phone"] else ""
    changed = [name for name, value in values.items() if getattr(farm, name) != value]
    for name in changed:
        setattr(farm, name, values[name])
    farm.save(update_fields=changed)
    record(actor=actor, action="update_farm", target=farm, data={"fields": changed}, now=now)
    return farm


def _digits(siret: str) -> str:
    digits = "".join(siret.split())
    if digits and not is_siret(digits):
        raise InvalidSiret
    return digits


def _free_slug(name: str) -> str:
    base = slug = slugify(fold(name))[:SLUG_LENGTH].strip("-") or "ferme"
    taken = set(Farm.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


@write
def set_vat_regime(
    *, farm: Farm, regime: VatRegime, since: date, actor: User | None, now: datetime
) -> FarmVatStatus:
    """Set a farm's VAT regime from a day on; what is ordered keeps its rate."""
    status, _created = FarmVatStatus.objects.update_or_create(
        farm=farm, since=since, defaults={"regime": regime}
    )
    data = {"regime": str(regime), "since": since.isoformat()}
    record(actor=actor, action="set_vat_regime", target=farm, data=data, now=now)
    return status


@write
def add_farm_member(
    *, farm: Farm, user: User, role: FarmMember.Role, actor: User | None = None, now: datetime
) -> FarmMember:
    """Give a person a place in a farm, or another one; Wagtail's group of the farm follows."""
    member, _created = FarmMember.objects.update_or_create(
        farm=farm, user=user, defaults={"role": role}
    )
    enter_group(user, farm_group(farm))
    data = {"user": str(user.uid), "role": str(role)}
    record(actor=actor, action="add_farm_member", target=farm, data=data, now=now)
    return member


@write
def remove_farm_member(*, farm: Farm, user: User, actor: User | None, now: datetime) -> None:
    """Take a person's place in a farm away."""
    FarmMember.objects.filter(farm=farm, user=user).delete()
    leave_group(user, farm_group(farm))
    data = {"user": str(user.uid)}
    record(actor=actor, action="remove_farm_member", target=farm, data=data, now=now)


@write
def add_certification(
    *,
    farm: Farm,
    label: Label,
    valid_from: date,
    valid_until: date,
    body_code: str = "",
    number: str = "",
    proof: Paper | None = None,
    actor: User | None = None,
    now: datetime,
) -> Certification:
    """Add a certificate; the label shows on its days only.

    Raises ``InvalidDates``, or ``KnownCertification``: the same was added before.
    """
    if valid_until < valid_from:
        raise InvalidDates
    days = {"valid_from": valid_from, "valid_until": valid_until}
    if farm.certifications.filter(label=label, number=number, **days).exists():
        raise KnownCertification
    certification = Certification.objects.create(
        farm=farm,
        label=label,
        valid_from=valid_from,
        valid_until=valid_until,
        body_code=body_code,
        number=number,
        proof=keep_paper(proof, title=f"{label}, {farm} ({number})") if proof else None,
    )
    record(actor=actor, action="add_certification", target=certification, now=now)
    return certification


@write
def end_certification(
    *, certification: Certification, valid_until: date, actor: User | None, now: datetime
) -> Certification:
    """Give a certificate an earlier last day; the label no longer shows after it.

    Raises ``InvalidDates`` before its first day, or ``NotCertified`` after its own last.
    """
    if valid_until < certification.valid_from:
        raise InvalidDates
    if valid_until > certification.valid_until:
        raise NotCertified
    data = {"from": certification.valid_until.isoformat(), "to": valid_until.isoformat()}
    certification.valid_until = valid_until
    certification.save(update_fields=["valid_until"])
    record(actor=actor, action="end_certification", target=certification, data=data, now=now)
    return certification


@write
def load_labels() -> dict[str, Label]:
    """Make the labels that an installation begins with, by slug."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    return {label["slug"]: Label.objects.create(**label) for label in labels}
