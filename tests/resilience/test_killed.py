"""A rush on several machines, some of which die in it: nothing is sold, ordered or told twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from commons.core.outbox import deliver_due
from shop.listings.models import Listing
from shop.order.models import Line, Order
from tests.factories import make_collective, make_distribution, make_listing, make_product
from tests.mail_server import MailServer
from tests.ordering import fill
from tests.resilience.buyers import Buyer, buyer
from tests.resilience.machines import Machines, is_ready, until
from tests.resilience.told import told_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BUYERS, AT_ONCE, UNITS = 200, 16, 50


def rare_listing() -> Listing:
    """Open by the clock of the processes, which nobody can set."""
    now = timezone.now()
    day = timedelta(days=1)
    distribution = make_distribution(
        make_collective(),
        day=(now + 3 * day).date(),
        starts_at=now + 3 * day,
        ends_at=now + 3 * day + timedelta(hours=2),
        opens_at=now - day,
        closes_at=now + day,
    )
    return make_listing(make_product("Chapon"), distribution, quota=UNITS)


def orders_are(least: int) -> None:
    until(lambda: Order.objects.count() >= least, f"{least} orders")


def rush(buyers: list[Buyer], site: Machines) -> list[bool]:
    """All buyers, sixteen at a time, while a worker, Redis and a web process die one by one."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        orders = [crowd.submit(each.order) for each in buyers]
        orders_are(8)
        site.kill("worker-1")
        orders_are(16)
        site.kill("redis")
        orders_are(24)
        site.start_redis()
        orders_are(32)
        site.kill("web-1")
        return [each.result() for each in orders]


def everything_is_sent(site: Machines, settings: Settings, post: MailServer) -> None:
    """What the living worker did not send, a tick does, when the dead one's lease has ended."""
    until(lambda: not DBTaskResult.objects.ready().exists(), "the second worker")
    site.stop("worker-2")
    settings.MAILERS = post.mailers()
    deliver_due(now=timezone.now() + timedelta(minutes=6))


def test_what_dies_in_the_rush_takes_no_order_and_no_mail_with_it(
    site: Machines, post: MailServer, settings: Settings
) -> None:
    rare = rare_listing()
    ports = [site.start_web("web-1"), site.start_web("web-2")]
    for name in ("worker-1", "worker-2"):
        site.start_worker(name)
    baskets = [fill({rare: 1}, now=timezone.now()) for _ in range(BUYERS)]
    buyers = [buyer(each, ports[n % 2 :] + ports[: n % 2]) for n, each in enumerate(baskets)]
    until(lambda: all(map(is_ready, ports)), "two web processes")

    served = rush(buyers, site)
    everything_is_sent(site, settings, post)

    rare.refresh_from_db()
    orders = Order.objects.filter(cancelled_at=None)
    assert served.count(True) == orders.count() == rare.ordered == UNITS
    assert Line.objects.filter(listing=rare).count() == UNITS
    assert orders.values("household").distinct().count() == UNITS
    numbers = sorted(orders.values_list("short_number", flat=True))
    assert numbers == list(range(1, UNITS + 1))
    assert {status for each in buyers for status in each.statuses} <= {200, 302, 409}
    assert any(each.retries for each in buyers)
    assert told_once(post) == set(orders.values_list("user__email", flat=True))
