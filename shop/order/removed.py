"""A date is removed before anybody ordered: who had chosen something there is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from commons.accounts.models import Household, User
from commons.core.alphabet import by_name
from distributions.addresses import next_shop_path
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.order.notifications import DateRemoved


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a household had in its basket for a date: products by name."""

    distribution: Distribution
    household: Household
    names: list[str]


def chosen_at(dates: Collection[Distribution]) -> list[Chosen]:
    """The baskets of households for some dates; visitors read it under the date's address."""
    lines = BasketLine.objects.filter(
        basket__distribution__in=dates,
        basket__household__isnull=False,
        basket__status=Basket.OPEN,
        quantity__gt=0,
    ).select_related(
        "product",
        "basket__household",
        "basket__distribution__collective__network",
        "basket__distribution__place",
    )
    found: dict[int, Chosen] = {}
    for line in lines.order_by("basket", by_name("product__title")):
        basket = line.basket
        chosen = Chosen(basket.distribution, basket.household, [])
        found.setdefault(basket.pk, chosen).names.append(line.product.name)
    return list(found.values())


def tell_removed(chosen: Chosen, *, now: datetime) -> None:
    """One mail to each person of the household with an account."""
    distribution, collective = chosen.distribution, chosen.distribution.collective
    context = {
        "distribution": distribution,
        "place": distribution.place,
        "collective": collective,
        "zone": collective.zone,
        "names": chosen.names,
        "path": next_shop_path(collective),
    }
    for user in User.objects.filter(person__household=chosen.household, is_active=True):
        key = f"date-removed:{distribution.uid}:{user.uid}"
        DateRemoved.send(to=user, key=key, context=context, now=now)
