"""Collectives by their own name, or by the name, the town or the postcode of a place of theirs."""

from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q

from commons.collectives.models import Collective
from commons.collectives.selectors import commune_name
from commons.core.alphabet import by_name
from commons.core.postcodes import split_postcode
from commons.core.search import ranking, words_of

LEAST = 2  # letters


class Named(NamedTuple):
    """A collective with one of its places in use, if any; as many rows as it has places."""

    pk: int
    name: str
    place: str | None
    town: str | None
    postcode: str | None
    latitude: float | None
    longitude: float | None


def named_like(text: str) -> list[Named]:
    """Those that every word of a text finds, exact first, in one query; none for a letter."""
    postcode, rest = split_postcode(text)
    name = commune_name(rest)
    if not postcode and len(name) < LEAST:
        return []
    in_use = Q(places__isnull=True) | Q(places__is_active=True)
    columns = ("pk", "name", *(f"places__{column}" for column in _OF_PLACE))
    rows = Collective.objects.filter(in_use).order_by(by_name("name"), "pk", "places__pk")
    collectives = [Named(*row) for row in rows.values_list(*columns)]
    if postcode:
        collectives = [found for found in collectives if found.postcode == postcode]
    ranks = zip(ranking(name, map(_words, collectives)), collectives, strict=True)
    near = [(rank, collective) for rank, collective in ranks if rank is not None]
    return [collective for _rank, collective in sorted(near, key=itemgetter(0))]


_OF_PLACE = ("name", "town", "postcode", "latitude", "longitude")


def _words(collective: Named) -> tuple[str, ...]:
    """As a text is read: "St-Aubert" is "saint aubert"."""
    return words_of(collective.name, commune_name(f"{collective.place} {collective.town}"))
