from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Facts may leave less than what is promised; nobody promises more than there is."""

    dependencies = [
        ("partner", "0011_seller_has_no_name"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="stockrecord", name="stock_never_oversold"),
        migrations.AddField(
            model_name="stockrecord",
            name="short_by",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="stockrecord",
            name="num_in_stock",
            field=models.IntegerField(blank=True, null=True, verbose_name="on the shelf"),
        ),
        migrations.AddConstraint(
            model_name="stockrecord",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("num_in_stock__isnull", True),
                    ("num_allocated__isnull", True),
                    ("num_allocated__lte", F("num_in_stock") + F("short_by")),
                    _connector="OR",
                ),
                name="stock_never_oversold",
            ),
        ),
    ]
