"""Writes of a farm's identity, VAT regime and certificates; the labels there are."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.utils.text import slugify

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.selectors import find_communes
from commons.core.audit import record
from commons.core.locking import write
from commons.core.phones import parse_phone
from commons.core.search import fold
from commons.core.sent_files import Paper, keep_paper
from farms.exceptions import (
    InvalidDates,
    InvalidSiret,
    KnownCertification,
    KnownSiret,
    NotCertified,
)
from farms.models import Certification, Farm, FarmVatStatus, Label, VatRegime
from farms.sections import ensure_farm_page
from farms.validators import is_siret

SLUG_LENGTH = 60
# Addresses of `/producteur/` beside those of farms.
PAGES_BESIDE = {"collectif", "conventions", "propositions", "invitations"}
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
    made_by: Collective | None = None,
    actor: User | None = None,
    now: datetime,
) -> Farm:
    """Add a farm; its address comes from its name. Without ``vat_since`` the regime always held.

    Without a position it has that of its commune, where one is known.
    ``siret`` and ``phone`` as people type them; ``made_by`` answers for it until it has people.
    Raises ``InvalidSiret``, ``KnownSiret`` or ``IncompletePhone``.
    """
    if latitude is None or longitude is None:
        latitude, longitude = _position(postcode, town)
    farm = Farm.objects.create(
        name=name,
        slug=_free_slug(name),
        legal_name=legal_name,
        street=street,
        postcode=postcode,
        town=town,
        latitude=latitude,
        longitude=longitude,
        siret=_own_siret(siret),
        email=email,
        phone=parse_phone(phone) if phone else "",
        presentation=presentation,
        made_by=made_by,
    )
    ensure_farm_page(farm)
    record(actor=actor, action="create_farm", target=farm, now=now)
    if vat_regime:
        since = vat_since or date(1900, 1, 1)
        set_vat_regime(farm=farm, regime=vat_regime, since=since, actor=actor, now=now)
    return farm


@write
def update_farm(
    *, farm: Farm, identity: Mapping[str, str], actor: User | None, now: datetime
) -> Farm:
    """Say anew who a farm is (``IDENTITY``); its public address stays. It stands where it lies.

    ``siret`` and ``phone`` as people type them. Raises ``InvalidSiret``, ``KnownSiret`` or
    ``IncompletePhone``.
    """
    values = {name: identity[name] for name in IDENTITY}
    values["siret"] = _own_siret(values["siret"], farm)
    values["phone"] = parse_phone(values["phone"]) if values["phone"] else ""
    changed = [name for name, value in values.items() if getattr(farm, name) != value]
    for name in changed:
        setattr(farm, name, values[name])
    if {"postcode", "town"} & set(changed):
        farm.latitude, farm.longitude = _position(farm.postcode, farm.town)
        changed += ["latitude", "longitude"]
    farm.save(update_fields=changed)
    record(actor=actor, action="update_farm", target=farm, data={"fields": changed}, now=now)
    return farm


def _position(postcode: str, town: str) -> tuple[float | None, float | None]:
    """Of a commune, in degrees; nothing where it is not known."""
    communes = find_communes(f"{postcode} {town}") if postcode else []
    return (communes[0].latitude, communes[0].longitude) if communes else (None, None)


def _own_siret(siret: str, farm: Farm | None = None) -> str:
    """The digits alone, which no other farm has."""
    digits = "".join(siret.split())
    if not digits:
        return ""
    if not is_siret(digits):
        raise InvalidSiret
    others = Farm.objects.filter(siret=digits).exclude(pk=farm.pk if farm else None)
    if known := others.first():
        raise KnownSiret(name=known.name)
    return digits


def _free_slug(name: str) -> str:
    base = slug = slugify(fold(name))[:SLUG_LENGTH].strip("-") or "ferme"
    found = Farm.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = {*found, *PAGES_BESIDE}
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
