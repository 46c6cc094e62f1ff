"""Reads over collectives: members, dated facts, communes."""

import re
from collections.abc import Iterable
from datetime import date
from functools import reduce
from math import asin, cos, radians, sin, sqrt
from operator import or_

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from commons.accounts.models import Household
from commons.collectives.models import Collective, CollectiveVatStatus, Commune, Membership
from commons.core.alphabet import beginning
from commons.core.postcodes import split_postcode
from commons.core.questions import Given
from commons.core.search import fold

EARTH_KM = 6371.0088
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
POSTCODES = 10  # that a town has, as a rule, at most
DIGITS = 5  # of a postcode
ARTICLES = ("l", "la", "le", "les")  # which one leaves out: "Rochelle"
_QUARTER = re.compile(r"( cedex| arrondissement| \d{1,2}(er|e|eme)?)+$")


def is_liable_to_vat(collective: Collective, day: date) -> bool:
    """Whether the association is liable to VAT on a day; not before it has said so."""
    status = vat_status(collective, day)
    return status is not None and status.liable


def vat_status(collective: Collective, day: date) -> CollectiveVatStatus | None:
    """What the association has said of its VAT that holds on a day."""
    statuses = CollectiveVatStatus.objects.filter(collective=collective, since__lte=day)
    return statuses.order_by("-since").first()


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
    as are "01 000", "F-01000" and "1000", which lost its zero in a spreadsheet, or "Lyon" and
    "LYON 03".
    """
    postcode, rest = split_postcode(text)
    name = _QUARTER.sub("", commune_name(rest))
    if postcode:
        return _in_postcode(postcode, name, limit)
    if re.fullmatch(r"[0-9]{2,4}", rest):
        without_zero = _in_postcode(f"0{rest}", "", limit) if len(rest) == 4 else []
        return without_zero or _in_postcode(rest, "", limit)
    return _named(name, limit)


def positions_of(
    places: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], tuple[float, float]]:
    """In degrees, of towns with their postcode, where one is known; in one question, or none.

    A town that its postcode does not have stands where the largest that it has is.
    """
    wanted = {place for place in places if place[0]}
    if not wanted:
        return {}
    known: dict[tuple[str, str], Commune] = {}
    rows = Commune.objects.filter(postcode__in={postcode for postcode, _town in wanted})
    for commune in rows.order_by("-population", "folded"):
        known.setdefault((commune.postcode, commune.folded), commune)
        known.setdefault((commune.postcode, ""), commune)
    found = {}
    for postcode, town in wanted:
        named = known.get((postcode, commune_name(town))) or known.get((postcode, ""))
        if named and named.latitude is not None and named.longitude is not None:
            found[postcode, town] = (named.latitude, named.longitude)
    return found


def commune_name(text: str) -> str:
    """As `Commune.folded` writes it: "ST CYR AU MONT D OR" is "saint cyr au mont d or"."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())


def _in_postcode(beginning: str, name: str, limit: int) -> list[Commune]:
    """By the index on both databases, which a `LIKE` on SQLite does not use."""
    first, last = beginning.ljust(DIGITS, "0"), beginning.ljust(DIGITS, "9")
    rank = Case(When(folded=name, then=Value(0)), default=1)
    rows = Commune.objects.filter(postcode__range=(first, last))
    return _once(rows.order_by(rank, "-population", "folded"), limit)


def _named(name: str, limit: int) -> list[Commune]:
    """Those whose name, or what follows its article, begins so; else that have it further on.

    The first are read by the index, on both databases. The others are looked for in every row, so
    not where the name is a commune's in full.
    """
    if len(name) < 2:
        return []
    names = [name, *(f"{article} {name}" for article in ARTICLES)]
    rank = Case(When(folded=name, then=Value(0)), When(folded__in=names, then=Value(1)), default=2)
    first = Commune.objects.filter(reduce(or_, (beginning("folded", each) for each in names)))
    communes = _once(first.order_by(rank, "-population", "folded"), limit)
    if len(communes) == limit or (communes and communes[0].folded in names):
        return communes
    within = Commune.objects.filter(folded__contains=f" {name}")
    others = _once(within.order_by("-population", "folded"), limit)
    return list(dict.fromkeys(communes + others))[:limit]


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
