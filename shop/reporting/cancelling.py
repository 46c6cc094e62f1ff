"""A date is cancelled: the farms that were to come, or had not answered, are told."""

from datetime import datetime

from distributions.models import Attendance, Distribution
from shop.partner.models import Partner
from shop.partner.sellers import addressees
from shop.reporting.letters import send_to_all
from shop.reporting.notifications import DateCancelled


def farms_expected(distribution: Distribution) -> list[Partner]:
    """The farms that did not say that they stay away, as sellers."""
    absent = Attendance.State.ABSENT
    expected = Attendance.objects.filter(distribution=distribution).exclude(state=absent)
    sellers = Partner.objects.filter(farm__in=expected.values("farm")).select_related("farm")
    return list(sellers.order_by("pk"))


def tell_farms_of_cancelling(
    distribution: Distribution, *, reason: str, orders: int, now: datetime
) -> int:
    """One mail for each farm; how many farms. ``orders``: how many were cancelled with the date."""
    sellers = farms_expected(distribution)
    collective = distribution.collective
    for seller in sellers:
        context = {
            "distribution": distribution,
            "place": distribution.place,
            "collective": collective,
            "zone": collective.zone,
            "seller": seller.name,
            "reason": reason,
            "orders": orders,
        }
        key = f"date-cancelled:{distribution.uid}:{seller.pk}"
        to = addressees(seller)
        send_to_all(DateCancelled, to=to, key=key, context=context, files={}, now=now)
    return len(sellers)
