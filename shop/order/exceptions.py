"""What the services of orders refuse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused

if TYPE_CHECKING:
    from shop.order.check import Adjustment


class BasketAdjusted(Refused):
    """The last check changed the basket, which is stored; nothing is ordered.

    ``adjustments`` say what, each as a sentence that names the product.
    """

    sentence = _("Nothing is ordered yet: check your basket, then order again.")

    def __init__(self, adjustments: Sequence["Adjustment"]) -> None:
        super().__init__()
        self.adjustments = list(adjustments)


class OrdersClosed(Refused):
    """Nothing of the basket can be ordered any more, or not yet; it is kept as it is."""

    sentence = _("Orders are closed. Your basket is kept.")


class EmptyBasket(Refused):
    sentence = _("Your basket is empty.")


class OrderChanged(Refused):
    """The order has another revision than the page that was sent."""

    sentence = _(
        "Your order was changed in another window. This page shows where it stands: check it, "
        "then send it again."
    )


class OrderClosed(Refused):
    """Nothing of the order can change any more."""

    sentence = _("Orders are closed: this order can no longer be changed or cancelled.")


class LineClosed(Refused):
    sentence = _("Orders for this product are closed: it can no longer be cancelled here.")


class ReasonMissing(Refused):
    sentence = _("Say why: the reason is sent to the customer.")
