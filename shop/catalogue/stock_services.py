"""Writes of a product's price; its stock that lasts is made with it, see `listings.facts`."""

from datetime import datetime
from decimal import Decimal

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.partner.exceptions import check_price
from shop.partner.models import StockRecord


def new_stock_record(product: Product, *, price: Decimal, stock: int | None) -> StockRecord:
    """The price and, where it lasts, the stock of a new product, not stored."""
    lasting = product.stock_mode == StockMode.LASTING
    return StockRecord(
        product=product,
        partner_id=product.seller_id,
        partner_sku=str(product.uid),
        price=price,
        num_in_stock=(stock or 0) if lasting else None,
        num_allocated=0 if lasting else None,
    )


@write
def set_price(
    *, product: Product, price: Decimal, actor: User | None, now: datetime
) -> StockRecord:
    """Set the price that holds where a collective has none of its own yet.

    Raises ``InvalidPrice``. Nothing that is listed or ordered changes.
    """
    check_price(price)
    stockrecord = _locked(product)
    data = {"from": str(stockrecord.price), "to": str(price)}
    stockrecord.price = price
    stockrecord.save(update_fields=["price", "date_updated"])
    record(actor=actor, action="set_price", target=product, data=data, now=now)
    return stockrecord


def _locked(product: Product) -> StockRecord:
    rows = StockRecord.objects.select_for_update(no_key=True)
    stockrecord: StockRecord = rows.get(product=product)
    return stockrecord
