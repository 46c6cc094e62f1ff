from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    Line, Order = apps.get_model("order", "Line"), apps.get_model("order", "Order")
    its_order = Order.objects.filter(pk=OuterRef("order")).order_by()
    Line.objects.update(distribution=Subquery(its_order.values("distribution")))


class Migration(migrations.Migration):
    dependencies = [("order", "0031_line_distribution")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
