"""A line keeps what was ordered beside what is due; more of it at another price is another line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0025_line_has_one_seller")]

    operations = [
        migrations.RenameField("line", "amount_cents", "ordered_cents"),
        migrations.RenameField("line", "cancel_reason", "reason"),
        migrations.AddField(
            "line", "due_quantity", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "line", "due_cents", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RemoveConstraint("line", "one_order_line_per_listing"),
        migrations.AddConstraint(
            "line",
            models.UniqueConstraint(
                fields=["order", "listing", "price"], name="one_order_line_per_listing_and_price"
            ),
        ),
    ]
