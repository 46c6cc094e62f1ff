import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Every move is one of a stock record, also without a listing."""

    dependencies = [
        ("listings", "0003_name_former_moves"),
        ("partner", "0012_stock_may_be_short"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stockmove",
            name="stockrecord",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="partner.stockrecord",
            ),
        ),
    ]
