"""A date with orders was moved: who ordered reads what was announced, and what holds now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from commons.core.notifications import LaterNotification, Material
from distributions.moves import Announced, Moved
from shop.order.models import Order
from shop.order.notifications import context_of_order
from shop.order.paper import calendar_file


class OrderMoved(LaterNotification):
    """Old and new, with a calendar file in the place of the former one."""

    kind: ClassVar[str] = "order_moved"

    @classmethod
    def material(cls, facts: Mapping[str, Any]) -> Material:
        orders = Order.objects.select_related("distribution__place", "collective__network")
        order = orders.get(pk=facts["order"])
        announced = {name: Announced.of_data(facts[name]) for name in ("before", "after")}
        file = calendar_file(order, at=datetime.fromisoformat(facts["at"]))
        return Material(context_of_order(order, ()) | announced, [file])


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
