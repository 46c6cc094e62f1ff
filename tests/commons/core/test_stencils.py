"""A template filled like a stencil gives what Django's engine gives."""

from typing import Any

import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from pytest_django import Settings

from commons.core.stencils import filled

CARD = "components/product_card.html"


def product(**more: Any) -> dict[str, Any]:
    shown = {
        "uid": "3f2a",
        "url": "/vallee/boutique/",
        "name": "Carottes & navets <100 %>, “d’ici”",
        "farm_name": 'L\'Hirondelle "du" Val',
        "farm_label": "",
        "farm_slug": "hirondelle",
        "labels": "ab demeter",
        "badge": "Bio",
        "badge_kind": "bio",
        "keywords": "",
        "tint": "legumes",
        "aisle_icon": "legumes",
        "eager": True,
        "unit_label": "la botte",
        "unit_price_label": "4,50\u00a0€/kg",
        "price_label": "2,70\u00a0€",
        "approx": False,
        "left_label": "",
        "sold_out": False,
        "instead": "",
        "until": "",
    }
    return shown | more


def quantity(**more: Any) -> dict[str, Any]:
    shown = {
        "uid": "3f2a",
        "name": "Carottes & navets",
        "add_label": "Ajouter Carottes & navets, la botte",
        "value": "0",
        "is_chosen": False,
        "step": "",
        "least": "",
        "max": None,
        "price_cents": "270",
        "problem": "",
        "unit": "",
        "label": "Quantité",
        "inputmode": "numeric",
    }
    return shown | more


PICTURE = {"image_url": "/a?b&c", "image_srcset": "/s 1w", "width": 448, "height": 336}
CARDS = [
    (product(), None),
    (product(), quantity()),
    (product(**PICTURE, eager=False), quantity(value="3", is_chosen=True, max="5", step="2")),
    (product(sold_out=True, left_label=""), None),
    (product(instead="Ouvre lundi", keywords="soupe", farm_label="Demeter"), None),
    (product(approx=True, until="jusqu’à 12\u00a0h"), quantity(unit="kg", least="0,5", max="0")),
    (product(badge="", labels=""), quantity(value="<b>", problem="Écrivez 1 & pas <b>")),
    (product(name=mark_safe("<i>Sûr</i> & 5 %")), quantity()),
]


@pytest.mark.parametrize(("card", "qty"), CARDS)
def test_a_card_is_the_same_both_ways(card: dict[str, Any], qty: dict[str, Any] | None) -> None:
    whole = get_template(CARD).render({"card": card, "qty": qty})

    assert filled(CARD, card=card, qty=qty) == whole
    assert filled(CARD, card=card | {"name": "Miel %s"}, qty=qty) != whole


def test_an_edited_template_shows_at_once_while_one_develops(
    settings: Settings,
) -> None:
    settings.DEBUG = True

    assert filled(CARD, card=product(), qty=None) == get_template(CARD).render(
        {"card": product(), "qty": None}
    )
