"""Reads over collectives: members, dated facts, communes."""

import re
from datetime import date
from math import asin, cos, radians, sin, sqrt

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from commons.accounts.models import Household
from commons.collectives.models import Collective, CollectiveVatStatus, Commune, Membership
from commons.core.postcodes import split_postcode
from commons.core.questions import Given
from commons.core.search import fold

EARTH_KM = 6371.0088
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
POSTCODES = 10  # that a town has, as a rule, at most
_QUARTER = re.compile(r"( cedex| arrondissement| \d{1,2}(er|e|eme)?)+$")


def is_liable_to_vat(collective: Collective, day: date) -> bool:
    """Whether the association is liable to VAT on a day; not before it has said so."""
    statuses = CollectiveVatStatus.objects.filter(collective=collective, since__lte=day)
    latest = statuses.order_by("-since").first()
    return latest is not None and latest.liable


def is_paused(collective: Collective, day: date) -> bool:
    """Whether the collective sells nothing on a day; a pause without an end goes on."""
    starts, ends = collective.paused_from, collective.paused_until
    return starts is not None and starts <= day and (ends is None or day <= ends)


def membership_of(household: Household, collective: Collective) -> Membership | None:
    """The household's running membership."""
    return Membership.objects.filter(
        household=household, collective=collective, state=Membership.State.ACTIVE
    ).first()


def accepted_terms(household: OuterRef | Given) -> Subquery:
    """For each row that has a collective: the terms' version that a member of it accepted."""
    running = Membership.objects.filter(
        household=household, collective=OuterRef("collective"), state=Membership.State.ACTIVE
    )
    return Subquery(running.values("terms_version"))


def find_communes(text: str, *, limit: int = 20) -> list[Commune]:
    """Communes by postcode, its beginning, or name, each once: exact first, then the largest.

    Nothing for what is unknown. "st aubert", "SAINT-AUBERT" and "71490 Saint-Aubert" are the same,
    as are "01 000", "F-01000" and "1000", which lost its zero in a spreadsheet.
    """
    postcode, rest = split_postcode(text)
    if postcode:
        return _in_postcode(postcode, commune_name(rest), limit)
    if re.fullmatch(r"[0-9]{2,4}", rest):
        without_zero = _in_postcode(f"0{rest}", "", limit) if len(rest) == 4 else []
        return without_zero or _in_postcode(rest, "", limit)
    name = commune_name(rest)
    return _named(name, limit) or _named(_QUARTER.sub("", name), limit)


def commune_name(text: str) -> str:
    """As `Commune.folded` writes it: "ST CYR AU MONT D OR" is "saint cyr au mont d or"."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())


def _in_postcode(beginning: str, name: str, limit: int) -> list[Commune]:
    rows = Commune.objects.filter(postcode__startswith=beginning)
    rank = Case(When(folded=name, then=Value(0)), default=1)
    return _once(rows.order_by(rank, "-population", "folded"), limit)


def _named(name: str, limit: int) -> list[Commune]:
    if len(name) < 2:
        return []
    rank = Case(
        When(folded=name, then=Value(0)), When(folded__startswith=name, then=Value(1)), default=2
    )
    named = Q(folded__startswith=name) | Q(folded__contains=f" {name}")
    return _once(Commune.objects.filter(named).order_by(rank, "-population", "folded"), limit)


def _once(rows: QuerySet[Commune], limit: int) -> list[Commune]:
    """A large town has many postcodes, and a row for each."""
    communes: dict[tuple[str, str], Commune] = {}
    for commune in rows[: limit * POSTCODES]:
        communes.setdefault((commune.name, commune.department), commune)
    return list(communes.values())[:limit]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, in degrees, on a sphere."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2
    chord += cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))
