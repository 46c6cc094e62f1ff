"""Steps that tests of lists share: orders under a name, the lists that came of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core import mail
from django.core.mail import EmailMessage

from collectifs.core.outbox import deliver_due
from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.reporting.lines import lines_of
from shop.reporting.recap import Recap, recap_of
from tests.factories import MONDAY
from tests.ordering import fill, order_of

AT_CLOSING = datetime.fromisoformat("2026-11-26T12:00:01+01:00")
HOUR = timedelta(hours=1)


def ordered(
    quantities: Mapping[Listing, int],
    name: str = "Camille Arnoux",
    *,
    note: str = "",
    now: datetime = MONDAY,
) -> Order:
    """An order under a name, each line with the note."""
    order = order_of(fill(quantities, now=now), now=now)
    Order.objects.filter(pk=order.pk).update(name=name)
    Line.objects.filter(order=order).update(note=note)
    return order


def recap(distribution: Distribution, farm: Farm | None) -> Recap:
    """What a seller brings, customers by the collective's rule."""
    rule = distribution.collective.customer_name
    return recap_of(lines_of(distribution, farm), name_rule=rule)


def letters(farm: Farm, now: datetime = AT_CLOSING) -> list[EmailMessage]:
    """What the farm has received by now, the first first."""
    deliver_due(now=now)
    return [message for message in mail.outbox if farm.email in message.to]
