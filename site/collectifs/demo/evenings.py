"""How many order for each of the demo's distributions, from its state."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from collectifs.demo.calendar import MAIN
from collectifs.demo.orders import customers_of, evening, place_orders
from collectifs.demo.sizes import Size
from collectifs.demo.stock import keep_some, put_forward
from commons.core.dates import WindowState, window_state
from distributions.models import Distribution
from shop.reporting.services import process_due_closings

TICK = timedelta(minutes=1)


def fill(
    distributions: Iterable[Distribution],
    size: Size,
    rng: Random,
    *,
    lasting: bool = True,
    now: datetime,
) -> int:
    """Let households order for each; without `lasting`, leave shared stocks alone.

    Where one can order still, the demo's consumer has not, and some goods are nearly gone.
    """
    return sum(_fill(each, size, rng, lasting=lasting, now=now) for each in distributions)


def send_lists(distributions: Iterable[Distribution]) -> int:
    """Tell the farms what to bring at each closing of the past, as the tick would have then."""
    times = sorted({each.closes_at for each in distributions if each.closes_at})
    return sum(process_due_closings(now=each + TICK) for each in times)


def _fill(
    distribution: Distribution, size: Size, rng: Random, *, lasting: bool, now: datetime
) -> int:
    is_open = _state(distribution, now) is WindowState.OPEN
    wanted = _count(distribution, size, now)
    shop = evening(distribution, rng, size.lines, lasting=lasting, keep=is_open)
    customers = customers_of(distribution.collective, with_visitor=not is_open)
    placed = place_orders(shop, customers, wanted, now=now) if wanted else 0
    if is_open:
        put_forward(distribution, now=now)
        keep_some(distribution, lasting=lasting, now=now)
    return placed


def _count(distribution: Distribution, size: Size, now: datetime) -> int:
    is_open = _state(distribution, now) is WindowState.OPEN
    if is_open:
        wanted = size.orders_open
    elif distribution.closes_at is None or distribution.closes_at > now:
        return 0
    elif distribution.ends_at.date() < now.date():
        wanted = size.orders_past
    else:
        wanted = size.orders_closed
    return wanted if distribution.collective.slug == MAIN else max(1, wanted // 3)


def _state(distribution: Distribution, now: datetime) -> WindowState:
    return window_state(now, distribution.opens_at, distribution.closes_at)
