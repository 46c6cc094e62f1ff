"""Reads over collectives: members, dated facts, communes."""

import re
from datetime import date
from math import asin, cos, radians, sin, sqrt

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from commons.accounts.models import Household
from commons.collectives.models import Collective, CollectiveVatStatus, Commune, Membership
from commons.core.questions import Given
from commons.core.search import fold

EARTH_KM = 6371.0088
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


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
    """Communes by postcode, its beginning, or name: exact first, then the largest.

    Nothing for what is unknown. "st aubert", "SAINT-AUBERT" and "71490 Saint-Aubert" are the same.
    """
    if digits := re.search(r"\d{2,5}", text):
        rows = Commune.objects.filter(postcode__startswith=digits[0])
        return list(rows.order_by("-population", "name")[:limit])
    name = " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())
    if len(name) < 2:
        return []
    rank = Case(
        When(folded=name, then=Value(0)), When(folded__startswith=name, then=Value(1)), default=2
    )
    named = Q(folded__startswith=name) | Q(folded__contains=f" {name}")
    return list(Commune.objects.filter(named).order_by(rank, "-population", "name")[:limit])


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, in degrees, on a sphere."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2
    chord += cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))
