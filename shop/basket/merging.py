"""A visitor signs in: what the visitor had chosen meets what the household has."""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction

from commons.accounts.models import Household
from commons.core.locking import patiently
from shop.basket.models import Basket, Line


@dataclass(frozen=True, slots=True)
class Merge:
    """``adopted`` baskets were taken as they were; ``joined`` met one of the household."""

    adopted: int = 0
    joined: int = 0


def merge_at_login(*, token: str, household: Household) -> Merge:
    """Give the household the baskets of a visitor's token; the larger quantity per product wins.

    Raises ``Busy``: nothing was stored.
    """
    merge = partial(_merge, token, household)
    try:
        return patiently(merge)
    except IntegrityError:  # another device brought the household's basket, which is there now
        return patiently(merge)


@transaction.atomic
def _merge(token: str, household: Household) -> Merge:
    adopted = joined = 0
    standing = Basket.objects.select_for_update(no_key=True).filter(
        household=household, status=Basket.OPEN
    )
    own = {basket.distribution_id: basket for basket in standing.order_by("distribution_id")}
    brought = Basket.objects.select_for_update(no_key=True).filter(token=token)
    for basket in brought.order_by("distribution_id"):
        target = own.get(basket.distribution_id)
        if target is None:
            Basket.objects.filter(pk=basket.pk).update(household=household, token=None)
            adopted += 1
        else:
            joined += _join(basket, target)
    return Merge(adopted, joined)


def _join(basket: Basket, target: Basket) -> bool:
    """Whether both held something."""
    brought = list(Line.objects.filter(basket=basket))
    lines = {line.listing_id: line for line in Line.objects.filter(basket=target)}
    larger = []
    for line in brought:
        kept = lines.get(line.listing_id)
        if kept is None:
            Line.objects.filter(pk=line.pk).update(basket=target)
        elif line.quantity > kept.quantity:
            kept.quantity = line.quantity
            larger.append(kept)
    Line.objects.bulk_update(larger, ["quantity"])
    basket.delete()
    return bool(brought and lines)
