"""A date with orders was moved: who ordered reads what was announced, and what holds now."""

from distributions.moves import Moved
from shop.order.models import Order
from shop.order.notifications import OrderMoved


def tell_customers(moved: Moved) -> None:
    """One mail for each order that stands."""
    orders = Order.objects.standing().filter(distribution=moved.distribution, user__isnull=False)
    told = {"before": moved.before.data(), "after": moved.after.data(), "at": moved.at}
    for order in orders.select_related("user").order_by("pk"):
        OrderMoved.send_facts(
            to=order.user,
            key=f"order-moved:{moved.key}:{order.uid}",
            facts={"order": order.pk, **told},
            collective=moved.distribution.collective,
            now=moved.at,
        )
