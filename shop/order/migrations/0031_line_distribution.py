"""A line knows its distribution, so that one index answers what a seller has there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("distributions", "0001_initial"), ("order", "0030_fill_folded_name")]

    operations = [
        migrations.AddField(
            "line",
            "distribution",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="order_lines",
                to="distributions.distribution",
            ),
        ),
    ]
