from django.db import migrations

from commons.core.search import fold

AT_ONCE, LENGTH = 2000, 120


def fill(apps, schema_editor):
    Order = apps.get_model("order", "Order")
    batch = []
    for order in Order.objects.only("name").iterator(chunk_size=AT_ONCE):
        order.folded_name = fold(order.name)[:LENGTH]
        batch.append(order)
        if len(batch) == AT_ONCE:
            Order.objects.bulk_update(batch, ["folded_name"])
            batch = []
    Order.objects.bulk_update(batch, ["folded_name"])


class Migration(migrations.Migration):
    dependencies = [("order", "0029_order_folded_name")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
