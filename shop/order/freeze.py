"""A line of an order: everything that a later change must not touch, copied when it is ordered."""

from dataclasses import dataclass
from decimal import Decimal

from commons.core.money import euros, vat_included_cents
from distributions.models import Distribution
from shop.basket.models import Line as BasketLine
from shop.catalogue.models import Product
from shop.order.models import Line, Order
from shop.partner.sellers import Terms, terms_of


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


def rates_for(lines: list[BasketLine], distribution: Distribution) -> Rates:
    """The rates of all sellers at once."""
    sellers = {line.product.seller for line in lines}
    return Rates(distribution, terms_of(sellers, distribution.collective, distribution.day))


def frozen_line(order: Order, line: BasketLine, rates: Rates) -> Line:
    """An order line, not stored yet, at the listing's price of now."""
    frozen = Line(
        order=order,
        listing=line.listing,
        quantity=line.quantity,
        note=line.note,
        **_of_product(line.product),
        **_of_seller(line, rates),
    )
    return price(frozen)


def price(line: Line) -> Line:
    """Reckon the amounts of a line from its frozen price and its quantity."""
    line.amount_cents = line.amount_of(line.quantity)
    line.num_allocated = line.quantity
    vat = 0 if line.vat_rate is None else vat_included_cents(line.amount_cents, line.vat_rate)
    line.line_price_incl_tax = line.line_price_before_discounts_incl_tax = euros(line.amount_cents)
    line.line_price_excl_tax = line.line_price_before_discounts_excl_tax = euros(
        line.amount_cents - vat
    )
    return line


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


def _of_seller(line: BasketLine, rates: Rates) -> dict[str, object]:
    collective = rates.distribution.collective
    product, listing = line.product, line.listing
    return {
        "seller": product.seller,
        "seller_name": product.seller.name,
        "partner_name": product.seller.name,
        "partner_sku": line.stockrecord.partner_sku,
        "stockrecord": line.stockrecord,
        "price": listing.price,
        "unit_price_incl_tax": listing.price,
        "vat_rate": rates.vat(product),
        "commission_rate": rates.commission(product),
        "fee_rate": collective.network.platform_fee_rate,
        "fee_bearer": collective.fee_bearer,
    }
