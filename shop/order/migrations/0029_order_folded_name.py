"""Managers search orders by name: folded once, when it is written, not at each search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0028_no_submission")]

    operations = [
        migrations.AddField(
            "order",
            "folded_name",
            models.CharField(default="", editable=False, max_length=120),
            preserve_default=False,
        ),
    ]
