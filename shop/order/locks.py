"""One lock for every change of an order."""

from shop.order.models import Order


def locked(order: Order) -> Order:
    """The order as it is now, held until the end of the transaction."""
    rows = Order.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related("household", "distribution__place", "collective__network", "user")
    found: Order = related.get(pk=order.pk)
    found.distribution.collective = found.collective
    return found
