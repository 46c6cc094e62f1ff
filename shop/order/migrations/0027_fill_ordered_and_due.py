"""What is due of the lines that stand is what they hold; what was cancelled is told by the stock.

A line that was cancelled alone held 0: what it held before is the last move that gave it back. A
line of a cancelled order kept its quantity, and nothing of it is due; nor is of the order.
"""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    Line = apps.get_model("order", "Line")
    Order = apps.get_model("order", "Order")
    StockMove = apps.get_model("listings", "StockMove")
    standing = Line.objects.filter(order__cancelled_at__isnull=True)
    standing.update(due_quantity=F("quantity"), due_cents=F("ordered_cents"))
    Order.objects.filter(cancelled_at__isnull=False).update(
        total_cents=0, total_incl_tax=0, total_excl_tax=0
    )
    for line in Line.objects.filter(quantity=0).select_related("order").iterator():
        moves = StockMove.objects.filter(
            listing=line.listing_id, reference=line.order.number, delta__lt=0
        )
        last = moves.order_by("at", "pk").last()
        if last is not None:
            line.quantity = -last.delta
            line.ordered_cents = _cents(line)
            line.save(update_fields=["quantity", "ordered_cents"])


def _cents(line):
    """As `shop.catalogue.goods.Goods.amount` reckons."""
    weight = line.estimated_weight or 0
    counted = line.quantity * weight if line.sale_mode == "weighed" else line.quantity
    per = 1 if line.price_basis == "piece" else 1000
    # Half up, in whole cents: prices have two decimals.
    return (int(line.price * 100) * counted * 2 + per) // (2 * per)


class Migration(migrations.Migration):
    dependencies = [("order", "0026_ordered_and_due"), ("listings", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
