"""What a household has in its baskets."""

from datetime import datetime

from commons.accounts.models import User
from commons.accounts.own_data import Part, own_household, register
from commons.accounts.selectors import household_of
from shop.basket.models import Basket, Line


def _export(user: User) -> object:
    lines = Line.objects.filter(basket__household=household_of(user)).order_by("pk")
    return list(lines.values("basket__distribution__day", "product__title", "quantity", "note"))


def _erase(user: User, _now: datetime) -> None:
    """Those of a household of one; whoever orders holds the basket before all else."""
    if household := own_household(user):
        Basket.objects.filter(household=household).delete()


register(
    Part(
        name="baskets",
        export=_export,
        erase=_erase,
        erases_first=True,
        covers={"basket.Line.note", "basket.Basket.token"},
    )
)
