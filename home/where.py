"""Where a person looks for a collective: a postcode, a commune, a name, a position; else anywhere.

A commune that is named in full counts first, then a collective or its place, then the beginning
of a commune's name. What else the text may mean is suggested, each once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.collectives.models import Commune
from commons.collectives.selectors import commune_name, find_communes
from commons.core.postcodes import parse_postcode
from commons.core.typography import of_place
from home.named import Named, named_like

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text may mean as well: how it is shown, and the text that finds it alone."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where a person is: `text` as typed, `name` as found; without a position, anywhere.

    `named` are the collectives (ids) that the text names, by themselves or by their place.
    """

    text: str = ""
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    others: tuple[Suggestion, ...] = ()
    named: tuple[int, ...] = ()

    @property
    def around(self) -> str:
        """The name after "autour": "d’Autun", "du Creusot", "de vous"; bare in English."""
        return of_place(self.name) if (get_language() or "fr").startswith("fr") else self.name

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and not self.name

    @property
    def is_unplaced(self) -> bool:
        """A commune that is known by its name only."""
        return bool(self.name) and self.latitude is None and not self.named


def where_of(asked: QueryDict) -> Where:
    """Read `?lieu=` or `?lat=&lon=`; what cannot be read is nowhere."""
    text = asked.get("lieu", "").strip()[:LONGEST]
    here = _position(asked)
    if here.latitude is not None or not text:
        return here
    communes = find_communes(text)
    if communes and parse_postcode(text):
        return _around(text, communes, [])
    named = named_like(text)
    is_named = communes and communes[0].folded == commune_name(text)
    if named and not is_named:
        return _at(text, named, communes)
    return _around(text, communes, named) if communes else Where(text)


def _around(text: str, communes: list[Commune], named: list[Named]) -> Where:
    first, *others = communes
    others_told = tuple(_suggestions(first, others, named))
    return Where(text, first.name, first.latitude, first.longitude, others_told)


def _at(text: str, named: list[Named], communes: list[Commune]) -> Where:
    """In the town where the first of them is: the others follow by their distance from there."""
    first = named[0]
    return Where(
        *(text, first.town or first.name, first.latitude, first.longitude),
        tuple(_suggestions(None, communes, [])),
        tuple(dict.fromkeys(collective.pk for collective in named)),
    )


def _suggestions(
    first: Commune | None, communes: Iterable[Commune], named: Iterable[Named]
) -> Iterator[Suggestion]:
    """Communes of one name are told apart by their département."""
    told = {first.name} if first else set()
    for commune in communes:
        label = f"{commune.name} ({commune.department})" if commune.name in told else commune.name
        told.add(label)
        yield Suggestion(label, f"{commune.postcode} {commune.name}")
    for name in dict.fromkeys(collective.name for collective in named):
        if name not in told:
            yield Suggestion(name, name)


def _position(asked: QueryDict) -> Where:
    try:
        latitude, longitude = float(asked.get("lat", "")), float(asked.get("lon", ""))
    except ValueError:
        return Where()
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return Where()
    return Where(name=_("you"), latitude=latitude, longitude=longitude)
