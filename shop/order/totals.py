"""The sums of an order, from its lines."""

from collections.abc import Collection

from commons.core.money import euros
from shop.order.models import Line, Order

TOTALS = ["total_cents", "total_incl_tax", "total_excl_tax", "revision"]
PRICED = [
    *("quantity", "num_allocated", "amount_cents", "line_price_incl_tax", "line_price_excl_tax"),
    *("line_price_before_discounts_incl_tax", "line_price_before_discounts_excl_tax"),
]


def set_totals(order: Order, lines: Collection[Line]) -> None:
    """The order's total; Oscar's columns are for information only."""
    order.total_cents = sum(line.amount_cents for line in lines)
    order.total_incl_tax = euros(order.total_cents)
    order.total_excl_tax = sum((line.line_price_excl_tax for line in lines), euros(0))
