"""Lines of orders: frozen when they are ordered, then what is due of them; the order's sums."""

import secrets
from base64 import b32encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from commons.core.money import euros, vat_included_cents
from distributions.models import Distribution
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.partner.sellers import Terms, terms_of

NUMBER_BYTES = 10
# One statement, which Django's `update()` cannot write: the others wait for this row.
NEXT = (
    f"UPDATE {Distribution._meta.db_table} SET last_order_number = last_order_number + 1"  # noqa: S608  (ours)
    " WHERE id = %s RETURNING last_order_number"
)
SUMS = ["total_cents", "total_incl_tax", "total_excl_tax", "revision"]
STORED = [
    field.name
    for field in Line._meta.concrete_fields
    if field.name not in {"id", "uid", "order", "distribution", "listing"}
]
"""What a change may write anew: all, where a line that was cancelled is ordered again."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Percentages that hold on the distribution's day, by seller."""

    distribution: Distribution
    terms: dict[int, Terms]

    def commission(self, product: Product) -> Decimal:
        """The collective's own goods bear none."""
        return self.terms[product.seller_id].commission_rate or Decimal(0)

    def vat(self, product: Product) -> Decimal | None:
        """None where the seller charges no VAT, and where no rate is known."""
        return self.terms[product.seller_id].vat(product.vat_rate)


def rates_for(products: Iterable[Product], distribution: Distribution) -> Rates:
    """The rates of all sellers at once."""
    sellers = {product.seller for product in products}
    return Rates(distribution, terms_of(sellers, distribution.collective, distribution.day))


def frozen_line(order: Order, listing: Listing, rates: Rates) -> Line:
    """A line at the listing's price of now, not stored, of which nothing is ordered yet."""
    return Line(
        order=order,
        distribution=order.distribution,
        listing=listing,
        **_of_product(listing.product),
        **_of_seller(listing, rates),
    )


def ask(line: Line, quantity: int) -> None:
    """The household orders so much of a line (base units): that is also what is due."""
    line.quantity = line.num_allocated = quantity
    line.ordered_cents = line.goods.amount(quantity)
    line.reason = ""
    owe(line, quantity)


def owe(line: Line, quantity: int, reason: str = "") -> None:
    """So much of a line is due; what was ordered stays. Oscar's columns are for information."""
    line.due_quantity, line.due_cents = quantity, line.goods.amount(quantity)
    line.reason = reason
    vat = 0 if line.vat_rate is None else vat_included_cents(line.due_cents, line.vat_rate)
    line.line_price_incl_tax = line.line_price_before_discounts_incl_tax = euros(line.due_cents)
    line.line_price_excl_tax = line.line_price_before_discounts_excl_tax = euros(
        line.due_cents - vat
    )


def set_totals(order: Order, lines: Collection[Line]) -> None:
    """The order's total, from what is due; Oscar's columns are for information only."""
    order.total_cents = sum(line.due_cents for line in lines)
    order.total_incl_tax = euros(order.total_cents)
    order.total_excl_tax = sum((line.line_price_excl_tax for line in lines), euros(0))


def new_number() -> str:
    """An unguessable number of 16 letters and digits."""
    return b32encode(secrets.token_bytes(NUMBER_BYTES)).decode()


def next_short_number(distribution: Distribution) -> int:
    """The next number of the distribution, never given twice.

    Inside the placing transaction, as late as can be: whoever else orders here waits from now on.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [distribution.pk])
        (number,) = cursor.fetchone()
    return int(number)


def _of_product(product: Product) -> dict[str, object]:
    container = product.container
    return {
        "product": product,
        "title": product.title,
        "produced_by": product.produced_by,
        "sale_mode": product.sale_mode,
        "base_unit": product.base_unit,
        "price_basis": product.price_basis,
        "unit_label": product.unit_label,
        "noun_one": product.noun_one,
        "noun_many": product.noun_many,
        "net_content": product.net_content,
        "net_unit": product.net_unit,
        "estimated_weight": product.estimated_weight,
        "tolerance_percent": product.tolerance_percent,
        "keeping": product.keeping,
        "has_withdrawal_right": product.has_withdrawal_right,
        "container_name": container.name if container else "",
        "container_deposit_cents": container.deposit_cents if container else 0,
    }


def _of_seller(listing: Listing, rates: Rates) -> dict[str, object]:
    collective, product = rates.distribution.collective, listing.product
    return {
        "seller": product.seller,
        "seller_name": product.seller.name,
        "partner_name": product.seller.name,
        "partner_sku": listing.stockrecord.partner_sku,
        "stockrecord": listing.stockrecord,
        "price": listing.price,
        "unit_price_incl_tax": listing.price,
        "vat_rate": rates.vat(product),
        "commission_rate": rates.commission(product),
        "fee_rate": collective.network.platform_fee_rate,
        "fee_bearer": collective.fee_bearer,
    }
