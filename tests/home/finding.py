"""Communes, and collectives with a date and a place, for whoever looks for one."""

from datetime import date
from pathlib import Path
from typing import Any

from commons.collectives.models import Commune
from commons.core.search import fold
from tests.factories import FRIDAY, make_collective, make_distribution, make_place

SOME_COMMUNES = Path(__file__).parents[1] / "communes.csv"


def make_commune(name: str, postcode: str, population: int = 1000, **fields: Any) -> Commune:
    defaults = {"department": postcode[:2], "latitude": 46.87, "longitude": 4.57}
    return Commune.objects.create(
        name=name, folded=fold(name), postcode=postcode, population=population, **defaults | fields
    )


def opened(name: str, /, day: date = FRIDAY, **place: Any) -> Any:
    collective = make_collective(name)
    return make_distribution(collective, day, place=make_place(collective, **place))
