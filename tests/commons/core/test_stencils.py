"""A template filled like a stencil gives what Django's engine gives, on the cards of the shop."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from pytest_django import Settings

from commons.core.quantities import BaseUnit, SaleMode
from commons.core.stencils import filled
from shop.catalogue.goods import Goods
from shop.listings.cards import TEMPLATE, CardWords, field_of, html_of, words_of
from shop.listings.labels import ShownLabel
from shop.listings.quantity_fields import Asked, Limits, QuantityField
from shop.listings.shelf import Card, Control

BUNCH = Goods(
    sale_mode=SaleMode.PIECE,
    base_unit=BaseUnit.PIECE,
    price=Decimal("2.70"),
    unit_label="la botte",
    noun_one="botte",
    noun_many="bottes",
    net_content=600,
    net_unit=BaseUnit.GRAM,
)
KILO = BUNCH._replace(sale_mode=SaleMode.WEIGHT, base_unit=BaseUnit.GRAM, net_content=None)
PIECE = BUNCH._replace(sale_mode=SaleMode.WEIGHED, estimated_weight=300)
AB = ShownLabel(1, "ab", "Agriculture biologique", "Bio", is_organic=True)
DEMETER = ShownLabel(2, "demeter", "Demeter", "Demeter", is_organic=True)
CARD = Card(
    uid=UUID(int=1),
    product_uid=UUID(int=2),
    shop_path="/vallee/boutique/",
    name="Carottes & navets <100 %>, “d’ici”",
    goods=BUNCH,
    seller_name='L\'Hirondelle "du" Val',
    produced_by="",
    aisle="legumes",
    small_picture=None,
    large_picture=None,
    labels=(AB,),
    few=None,
    is_sold_out=False,
    control=Control(orderable=True),
    limits=Limits(1, 1, None, None),
    asked=Asked(),
    is_eager=True,
)
CLOSED = CARD._replace(asked=None, control=Control())
PICTURE = CARD._replace(small_picture="a&b.webp", large_picture="c.webp")
CARDS = {
    "looked at": CLOSED,
    "plain": CARD,
    "pictured": PICTURE._replace(is_eager=False),
    "chosen": CARD._replace(asked=Asked(3), limits=Limits(2, 1, 5, None)),
    "sold out": CARD._replace(is_sold_out=True),
    "later": CLOSED._replace(control=Control(instead="Ouvre lundi")),
    "few kilos": CARD._replace(goods=KILO, few=2500, limits=Limits(500, 1000, None, 2500)),
    "weighed": CARD._replace(goods=PIECE, control=Control(orderable=True, until="midi")),
    "no label": CARD._replace(labels=(), produced_by="Paulette & fils"),
    "refused": CARD._replace(asked=Asked(typed="<b>", problem="Écrivez 1 & pas <b>")),
    "at two prices": CARD._replace(asked=Asked(3, ((2, 400),)), labels=(AB, DEMETER)),
    "of our own HTML": CARD._replace(name=mark_safe("<i>Sûr</i> & 5 %")),
}
# Whatever a card declares, and another value of it.
CHANGES: dict[str, Any] = {
    "uid": UUID(int=3),
    "product_uid": UUID(int=4),
    "shop_path": "/plaine/boutique/",
    "name": "Panais",
    "goods": KILO,
    "seller_name": "Ferme des Buis",
    "produced_by": "Les Œufs de Paulette",
    "aisle": "oeufs",
    "small_picture": "other-small.webp",
    "large_picture": "other.webp",
    "labels": (DEMETER,),
    "few": 3,
    "is_sold_out": True,
    "control": Control(orderable=True, until="jusqu’à midi"),
    "limits": Limits(2, 1, 5, None),
    "asked": Asked(2),
    "is_eager": False,
}


def printed(group: str, *templates: str) -> set[str]:
    """The names of an object that templates print, or ask for."""
    [folder] = configured.TEMPLATES[0]["DIRS"]
    written = "".join(Path(folder, name).read_text(encoding="utf-8") for name in templates)
    return set(
        re.findall(rf"\b{group}\.([a-z_]+)", re.sub(r"{% comment[^§]*?endcomment %}", "", written))
    )


def engine(card: Card) -> SafeString:
    qty = field_of(card)
    return get_template(TEMPLATE).render({"card": words_of(card), "qty": qty})


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_the_same_both_ways(card: Card) -> None:
    assert html_of(card) == engine(card)
    assert html_of(card._replace(name="Miel %s")) != engine(card)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_the_same_while_one_develops(card: Card, settings: Settings) -> None:
    shown = html_of(card)
    settings.DEBUG = True

    assert html_of(card) == shown


def test_an_edited_template_shows_at_once_while_one_develops(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    filled(TEMPLATE, card=words_of(CARD)._asdict(), qty=None)
    other = get_template("components/live.html")
    monkeypatch.setattr("commons.core.stencils.get_template", lambda _name: other)

    assert filled(TEMPLATE, card=words_of(CARD)._asdict(), qty=None) == other.render({})


def test_a_card_prints_what_it_declares_and_no_more() -> None:
    assert printed("card", TEMPLATE) == set(CardWords._fields)
    assert printed("qty", "components/qty.html", "components/stepper.html") == set(
        QuantityField._fields
    )


def test_whatever_a_card_declares_is_named_here() -> None:
    assert set(CHANGES) == set(Card._fields)


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_card_declares_shows(name: str) -> None:
    changed = PICTURE._replace(**{name: CHANGES[name]})

    assert changed != PICTURE
    assert html_of(changed) != html_of(PICTURE)
