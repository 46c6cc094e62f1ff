"""Every write of orders."""

from shop.order.again import order_again
from shop.order.amending import amend_order
from shop.order.cancelling import cancel_line, cancel_order
from shop.order.late_drafts import drop_late_drafts, remind_of_drafts
from shop.order.placing import Customer, adjust_basket, place_order

__all__ = [
    "Customer",
    "adjust_basket",
    "amend_order",
    "cancel_line",
    "cancel_order",
    "drop_late_drafts",
    "order_again",
    "place_order",
    "remind_of_drafts",
]
