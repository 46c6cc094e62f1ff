"""A visitor signs in: what the visitor had chosen meets what the household has and has ordered."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commons.accounts.models import Household
from commons.core.locking import Busy, write
from shop.basket.models import Basket, Line
from shop.basket.owner import COOKIE, owner_of, token_of
from shop.basket.quantities import Portion, Portions
from shop.basket.services import (
    NOTHING,
    locked_lines,
    store,
    wanted_of,
)
from shop.order.drafts import held_by, lines_by_order
from shop.order.selectors import standing_order

# As many may bring a basket at the same moment as a household has devices.
DEVICES = 6


@dataclass(frozen=True, slots=True)
class Merge:
    """``adopted`` baskets were taken as they were; ``joined`` met a basket or an order."""

    adopted: int = 0
    joined: int = 0


def merge_at_login(*, token: str, household: Household) -> Merge:
    """Give the household the baskets of a visitor's token; the larger quantity per product wins.

    What the household has ordered already counts: nothing is lowered. Raises ``Busy``: nothing
    was stored.
    """
    for _other_device in range(DEVICES):
        with suppress(IntegrityError):  # it brought the household's basket, which is there now
            return _merge(token, household)
    raise Busy


def adopt_baskets(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the first request of a signed-in person who still carries a visitor's cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        carries = COOKIE in request.COOKIES and request.user.is_authenticated
        household = owner_of(request).household if carries else None
        if household is None or not _adopt(request, household):
            return get_response(request)
        response = get_response(request)
        response.delete_cookie(COOKIE, samesite="Lax")
        return response

    return middleware


def _adopt(request: HttpRequest, household: Household) -> bool:
    """Whether it is done; where the database is too busy, the next request tries again."""
    token = token_of(request)
    try:
        merge = merge_at_login(token=token, household=household) if token else Merge()
    except Busy:
        return False
    if merge.joined:
        messages.info(
            request,
            _(
                "The basket that you filled before signing in was joined with the one of your "
                "household: for each product the larger quantity is kept."
            ),
        )
    return True


@write
def _merge(token: str, household: Household) -> Merge:
    adopted = joined = 0
    standing = Basket.objects.select_for_update(no_key=True).filter(
        household=household, status=Basket.OPEN
    )
    own = {basket.distribution_id for basket in standing.order_by("distribution_id")}
    brought = Basket.objects.select_for_update(no_key=True, of=("self",)).filter(token=token)
    rows = brought.select_related("distribution__collective").order_by("distribution_id")
    for basket in rows:
        order = standing_order(household, basket.distribution)
        if order is None and basket.distribution_id not in own:
            Basket.objects.filter(pk=basket.pk).update(household=household, token=None)
            adopted += 1
        else:
            held = held_by(lines_by_order([order])[order.pk]) if order else {}
            joined += _join(basket, household, held)
    return Merge(adopted, joined)


def _join(basket: Basket, household: Household, held: Portions) -> bool:
    """Whether both held something."""
    distribution = basket.distribution
    target = Basket(
        household=household, distribution=distribution, collective=distribution.collective
    )
    lines = locked_lines(target)
    brought = list(
        Line.objects.filter(basket=basket).select_related(
            "listing__product", "listing__stockrecord"
        )
    )
    wanted: dict[int, Portion] = {}
    for line in brought:
        there = wanted_of(lines.get(line.listing_id), held.get(line.listing_id, NOTHING))
        if line.quantity > there.quantity:
            wanted[line.listing_id] = Portion(line.quantity, there.note or line.note)
    listings = {line.listing_id: line.listing for line in brought}
    chosen_at = {line.listing_id: line.price_incl_tax for line in brought}
    store(target, lines=lines, wanted=wanted, held=held, listings=listings, chosen_at=chosen_at)
    basket.delete()
    return bool(brought and (lines or held))
