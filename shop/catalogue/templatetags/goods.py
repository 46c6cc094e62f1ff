"""Template filters that write what is sold: quantities with their nouns, prices, amounts."""

from django import template
from django.utils.translation import gettext as _

from commons.core.money import format_euros
from shop.catalogue.deposits import Returnable
from shop.catalogue.goods import Goods

register = template.Library()
APPROX = "≈\N{NO-BREAK SPACE}"


@register.filter
def quantity_of(quantity: int, goods: Goods) -> str:
    """Write base units with their noun: "2 bottes", "1,5 kg"."""
    return goods.words(quantity)


@register.filter
def price_words(goods: Goods) -> str:
    """Write "la botte, 2,70 €", or "pesé au retrait, 19,80 €/kg"."""
    price = format_euros(goods.price)
    if goods.is_weighed:
        return _("weighed at pick-up, %(price)s/kg") % {"price": price}
    return f"{goods.unit_label}, {price}"


@register.filter
def amount_of(cents: int, goods: Goods) -> str:
    """Write what some of it comes to; an estimate where it is weighed at pick-up: "≈ 25,02 €"."""
    return (APPROX if goods.is_weighed and cents else "") + format_euros(cents)


@register.filter
def deposit_words(returnable: Returnable | None) -> str:
    """Write "Consigne : 0,20 € par bouteille, rendue au retour"; nothing for none."""
    return returnable.words() if returnable else ""
