"""How many orders, for how much, and whose: read in an index alone, however many there are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("distributions", "0001_initial"), ("order", "0032_fill_line_distribution")]

    operations = [
        migrations.AlterField(
            "line",
            "distribution",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="order_lines",
                to="distributions.distribution",
            ),
        ),
        migrations.AddIndex(
            "line",
            models.Index(
                fields=["distribution", "seller", "order", "due_quantity", "due_cents"],
                name="line_due_to_seller",
            ),
        ),
        migrations.AddIndex(
            "order",
            models.Index(
                fields=["distribution", "total_cents"],
                condition=models.Q(cancelled_at__isnull=True),
                name="order_standing",
            ),
        ),
        migrations.AddIndex(
            "order",
            models.Index(fields=["distribution", "folded_name"], name="order_searched"),
        ),
    ]
