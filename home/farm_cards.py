"""What `/fermes/` shows: the farms that were found, what one may choose and what was chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.web import absolute, structured
from farms.models import Farm, FarmPage, Label
from farms.selectors import engagements_on
from home.farm_finder import RADII, WITHIN, Asked, Near, asked_of, certified, find_farms, serving
from home.where import Where
from shop.catalogue.models import Aisle, Product


@dataclass(frozen=True, slots=True)
class FarmCard:
    """A farm as the list shows it; `page` where it is public."""

    farm: Farm
    page: FarmPage | None
    distance: float | None
    labels: Sequence[Label]
    aisles: Sequence[Aisle]
    collectives: Sequence[Collective]

    @property
    def kilometres(self) -> str:
        return "" if self.distance is None else f"{max(1, round(self.distance))}"

    @property
    def pin(self) -> str:
        """Where it stands on the map on tap: "46.87 4.57"; nowhere before it shows its address."""
        farm, is_shown = self.farm, self.page is not None and self.page.show_address
        is_placed = farm.latitude is not None and farm.longitude is not None
        return f"{farm.latitude} {farm.longitude}" if is_shown and is_placed else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of a form: its name there, its label, what one may choose by value, what is chosen.

    `anything` is what it says where nothing is.
    """

    name: str
    label: str
    anything: str
    options: Sequence[tuple[str, str]]
    chosen: str

    @property
    def words(self) -> str:
        """Of what is chosen; nothing for what is not on the list."""
        return dict(self.options).get(self.chosen, "") if self.chosen else ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that was asked for, and the address without it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The page."""

    asked: Asked
    choices: Sequence[Choice]
    chosen: Sequence[Chosen]
    page: Page[Near]
    cards: Sequence[FarmCard]

    @property
    def where(self) -> Where:
        return self.asked.where

    @property
    def kept_position(self) -> str:
        """For the form: where a person is who gave no name of a place."""
        where = self.where
        is_kept = where.latitude is not None and not where.text
        return f"{where.latitude} {where.longitude}" if is_kept else ""

    @property
    def is_narrowed(self) -> bool:
        return any(choice.words for choice in self.choices)

    @property
    def lacks_place(self) -> bool:
        """Whether a distance is asked for, from nowhere."""
        return self.asked.within is not None and self.where == Where()

    @property
    def is_within(self) -> bool:
        return self.asked.within is not None and self.where.latitude is not None

    @property
    def has_pins(self) -> bool:
        return any(card.pin for card in self.cards)

    def for_machines(self) -> SafeString:
        """The farms of the page, as a list of https://schema.org."""
        items = [
            {"@type": "ListItem", "position": place, "name": card.farm.name, "url": _url(card.farm)}
            for place, card in enumerate(self.cards, self.page.start_index())
        ]
        count = self.page.paginator.count
        return structured("ItemList", {"numberOfItems": count, "itemListElement": items})


def directory_of(request: HttpRequest) -> Directory:
    """What the address asks for, today."""
    today, asked = timezone.localdate(), asked_of(request.GET)
    found = find_farms(asked, today, request.GET.get("page"))
    aisles = _aisles_sold_in(today)
    choices = _choices(asked, aisles, today)
    return Directory(
        asked=asked,
        choices=choices,
        chosen=_chosen(request.GET, asked, choices),
        page=found,
        cards=_cards(found.object_list, aisles, today),
    )


def _aisles_sold_in(today: date) -> list[Aisle]:
    sold = Product.objects.on_sale().filter(seller__farm__in=serving(today))
    return list(Aisle.objects.filter(pk__in=sold.values("aisle")))


def _choices(asked: Asked, aisles: Iterable[Aisle], today: date) -> list[Choice]:
    """Of what the farms have: nothing that would find none of them by itself."""
    held = certified(today).filter(farm__in=serving(today))
    labels = Label.objects.filter(pk__in=held.values("label"))
    sold_in = [(aisle.slug, aisle.name) for aisle in aisles]
    served = Collective.objects.filter(pk__in=engagements_on(today).values("collective"))
    distances = [(str(km), _("%(km)s km") % {"km": km}) for km in RADII]
    return [
        Choice("rayon", _("Aisle"), _("all"), sold_in, asked.aisle),
        Choice("label", _("Label"), _("all"), _options(labels), asked.label),
        Choice("collectif", _("Collective"), _("all"), _options(served), asked.collective),
        Choice(WITHIN, _("At most"), _("any distance"), distances, str(asked.within or "")),
    ]


def _options(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    return list(rows.values_list("slug", "name"))


def _chosen(address: QueryDict, asked: Asked, choices: Iterable[Choice]) -> list[Chosen]:
    where = asked.where
    text = _("“%(text)s”") % {"text": asked.text} if asked.text else ""
    said: list[tuple[str, Sequence[str]]] = [(text, ("q",))]
    place = where.text if where.latitude is not None else ""
    said.append((place or where.name, ("lieu", "lat", "lon", "ici")))
    counted = (each for each in choices if each.name != WITHIN or where.latitude is not None)
    said += [(choice.words, (choice.name,)) for choice in counted]
    return [Chosen(words, _without(address, names)) for words, names in said if words]


def _without(address: QueryDict, names: Iterable[str]) -> str:
    left = address.copy()
    for name in (*names, "page"):
        left.pop(name, None)
    return f"{reverse('farms:farms')}?{left.urlencode()}" if left else reverse("farms:farms")


def _cards(near: Iterable[Near], every: Sequence[Aisle], today: date) -> list[FarmCard]:
    """In seven questions, however many there are; `every` aisle that farms sell in, in order."""
    distances = {each.pk: each.distance for each in near}
    farms = _with_facts(today).in_bulk(list(distances))
    aisles = _aisles(list(distances), every)
    return [_card(farms[pk], distance, aisles.get(pk, [])) for pk, distance in distances.items()]


def _with_facts(today: date) -> Any:
    engaged = engagements_on(today).select_related("collective")
    held = certified(today).select_related("label").order_by("label__position", "pk")
    return Farm.objects.select_related("page__picture").prefetch_related(
        Prefetch("engagements", engaged.order_by(by_name("collective__name"), "pk"), "running"),
        Prefetch("certifications", held, "held"),
        "page__picture__renditions",
    )


def _aisles(farms: Sequence[int], every: Iterable[Aisle]) -> Mapping[int, Sequence[Aisle]]:
    """The aisles that each farm sells in, in their order."""
    sold = Product.objects.on_sale().filter(seller__farm__in=farms)
    pairs = set(sold.values_list("seller__farm", "aisle").order_by().distinct())
    found: dict[int, list[Aisle]] = defaultdict(list)
    for aisle in every:
        for farm in farms:
            if (farm, aisle.pk) in pairs:
                found[farm].append(aisle)
    return found


def _card(farm: Any, distance: float | None, aisles: Sequence[Aisle]) -> FarmCard:
    page = getattr(farm, "page", None)
    return FarmCard(
        farm=farm,
        page=page if page and page.live else None,
        distance=distance,
        labels=list(dict.fromkeys(each.label for each in farm.held)),
        aisles=aisles,
        collectives=[each.collective for each in farm.running],
    )


def _url(farm: Farm) -> str:
    return absolute(reverse("farms:farm", args=[farm.slug]))
