"""`/fermes/`: the farms that serve a collective, by name, commune, product, label and distance.

Every word of a text is found among a farm's name, its town and what it sells, as the shop searches.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from commons.collectives.selectors import commune_name, distance_km, positions_of
from commons.core.alphabet import by_name
from commons.core.search import index_of, ranks_of, words_of
from farms.models import Certification, Farm
from farms.selectors import engagements_on
from home.where import LONGEST, Where, where_of
from shop.catalogue.models import Product

PER_PAGE = 20
RADII = (10, 20, 40, 60)
"""Kilometres."""
WITHIN = "km"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; the slugs of an aisle, a label and a collective.

    `within` is kilometres, and counts where somebody said where.
    """

    text: str
    aisle: str
    label: str
    collective: str
    within: int | None
    where: Where


class Near(NamedTuple):
    """A farm that was found, and how far it is, in kilometres, where that is known."""

    pk: int
    distance: float | None


class _Row(NamedTuple):
    pk: int
    name: str
    town: str
    postcode: str
    latitude: float | None
    longitude: float | None


def asked_of(asked: QueryDict) -> Asked:
    """Read the address; what cannot be read asks for nothing."""
    within = asked.get(WITHIN, "")
    return Asked(
        text=asked.get("q", "").strip()[:LONGEST],
        aisle=asked.get("rayon", ""),
        label=asked.get("label", ""),
        collective=asked.get("collectif", ""),
        within=int(within) if within in map(str, RADII) else None,
        where=where_of(_position_last(asked)),
    )


def find_farms(asked: Asked, today: date, page: str | None) -> Page[Near]:
    """A page of the farms that are asked for.

    The nearest first where somebody said where, else those that the text names best, else by name.
    """
    rows = _filtered(asked, today).order_by(by_name("name"), "pk")
    found = [_Row(*row) for row in rows.values_list(*_Row._fields)]
    near = _nearest(_named(found, asked.text), asked.where, asked.within)
    return Paginator(near, PER_PAGE).get_page(page)


def serving(today: date) -> QuerySet[Farm]:
    """The farms that serve a collective on a day."""
    farms: QuerySet[Farm] = Farm.objects.filter(pk__in=engagements_on(today).values("farm"))
    return farms


def certified(today: date) -> QuerySet[Certification]:
    """The certificates that hold on a day."""
    return Certification.objects.filter(valid_from__lte=today, valid_until__gte=today)


def _position_last(asked: QueryDict) -> QueryDict:
    """A position that the form has kept counts where no place was typed since."""
    kept = asked.get("ici", "").split()
    if asked.get("lat") or asked.get("lieu", "").strip() or len(kept) != 2:
        return asked
    mended = asked.copy()
    mended["lat"], mended["lon"] = kept
    return mended


def _filtered(asked: Asked, today: date) -> QuerySet[Farm]:
    farms = serving(today)
    if asked.collective:
        engaged = engagements_on(today).filter(collective__slug=asked.collective)
        farms = farms.filter(pk__in=engaged.values("farm"))
    if asked.label:
        held = certified(today).filter(label__slug=asked.label)
        farms = farms.filter(pk__in=held.values("farm"))
    if asked.aisle:
        sold = Product.objects.on_sale().filter(seller__farm=OuterRef("pk"))
        farms = farms.filter(Exists(sold.filter(aisle__slug=asked.aisle)))
    return farms


def _named(rows: Sequence[_Row], text: str) -> list[_Row]:
    """Those that have every word of a text, the best first; all where it has none."""
    if not text:
        return list(rows)
    names = ((row.pk, _words(row)) for row in rows)
    goods = ((pk, words_of(*words)) for pk, *words in _goods([row.pk for row in rows]))
    ranks = ranks_of(commune_name(text), [index_of(names), index_of(goods)])
    if ranks is None:
        return list(rows)
    ranked = [(ranks[row.pk], row) for row in rows if row.pk in ranks]
    return [row for _rank, row in sorted(ranked, key=itemgetter(0))]


def _words(row: _Row) -> tuple[str, ...]:
    """As a text is read: "St-Aubert" is "saint aubert"."""
    return words_of(row.name, commune_name(row.town), row.postcode)


def _goods(farms: Sequence[int]) -> Iterable[tuple[int, str, str, str]]:
    """What each sells: a product's name, its other words, its aisle."""
    sold = Product.objects.on_sale().filter(seller__farm__isnull=False)
    rows = sold.values_list("seller__farm", "title", "keywords", "aisle__name").order_by()
    known = set(farms)
    return (row for row in rows.distinct() if row[0] in known)


def _nearest(rows: Sequence[_Row], where: Where, within: int | None) -> list[Near]:
    if where.latitude is None or where.longitude is None:
        return [Near(row.pk, None) for row in rows]
    here = (where.latitude, where.longitude)
    near = [Near(row.pk, _distance(row, here)) for row in _placed(rows)]
    if within is not None:
        near = [each for each in near if each.distance is not None and each.distance <= within]
    return sorted(near, key=lambda each: (each.distance is None, each.distance or 0))


def _placed(rows: Sequence[_Row]) -> list[_Row]:
    """Farms that are stored without a position stand where their commune is."""
    known = positions_of((row.postcode, row.town) for row in rows if row.latitude is None)
    return [_at(row, known) for row in rows]


def _at(row: _Row, known: Mapping[tuple[str, str], tuple[float, float]]) -> _Row:
    position = known.get((row.postcode, row.town)) if row.latitude is None else None
    return row._replace(latitude=position[0], longitude=position[1]) if position else row


def _distance(row: _Row, here: tuple[float, float]) -> float | None:
    if row.latitude is None or row.longitude is None:
        return None
    return distance_km(*here, row.latitude, row.longitude)
