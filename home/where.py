"""Where a person looks for a collective: a postcode, a commune, a position; else anywhere."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.collectives.models import Commune
from commons.collectives.selectors import find_communes
from commons.core.typography import of_place

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Where:
    """Where a person is: `text` as typed, `name` as found; without a position, anywhere."""

    text: str = ""
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    others: tuple[Commune, ...] = ()

    @property
    def around(self) -> str:
        """The name after "autour": "d’Autun", "du Creusot", "de vous"; bare in English."""
        return of_place(self.name) if (get_language() or "fr").startswith("fr") else self.name

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and self.latitude is None


def where_of(asked: QueryDict) -> Where:
    """Read `?lieu=` (a postcode or a commune) or `?lat=&lon=`; what cannot be read is nowhere."""
    text = asked.get("lieu", "").strip()[:LONGEST]
    here = _position(asked)
    if here.latitude is not None or not text:
        return here
    communes = find_communes(text)
    if not communes:
        return Where(text)
    first, *others = communes
    return Where(text, first.name, first.latitude, first.longitude, tuple(others))


def _position(asked: QueryDict) -> Where:
    try:
        latitude, longitude = float(asked.get("lat", "")), float(asked.get("lon", ""))
    except ValueError:
        return Where()
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return Where()
    return Where(name=_("you"), latitude=latitude, longitude=longitude)
