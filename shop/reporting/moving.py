"""A date with orders was moved: the farms that come read what was announced, and what holds now."""

from distributions.models import Attendance
from distributions.moves import Moved
from shop.order.models import Order
from shop.partner.models import Partner
from shop.partner.sellers import addressees
from shop.reporting.letters import send_to_all
from shop.reporting.models import SentList
from shop.reporting.notifications import DateMoved
from shop.reporting.seller_lists import list_path


def tell_farms(moved: Moved) -> None:
    """One mail for each farm that comes, while orders stand; a list that went is final no more."""
    distribution = moved.distribution
    if not Order.objects.standing().filter(distribution=distribution).exists():
        return
    listed = set(
        SentList.objects.filter(distribution=distribution, kind=SentList.Kind.FULL).values_list(
            "seller", flat=True
        )
    )
    for seller in farms_told(distribution.pk):
        context = {
            "distribution": distribution,
            "collective": distribution.collective,
            "zone": distribution.collective.zone,
            "seller": seller.name,
            "before": moved.before,
            "after": moved.after,
            "has_list": seller.pk in listed and moved.before.closes_at != moved.after.closes_at,
            "path": list_path(distribution, seller),
        }
        key = f"date-moved:{moved.key}:{seller.pk}"
        send_to_all(
            DateMoved, to=addressees(seller), key=key, context=context, files={}, now=moved.at
        )


def farms_told(distribution: int) -> list[Partner]:
    """The farms that come to a distribution (by id), as sellers."""
    present = Attendance.objects.present().filter(distribution=distribution)
    sellers = Partner.objects.filter(farm__in=present.values("farm")).select_related("farm")
    return list(sellers.order_by("pk"))
