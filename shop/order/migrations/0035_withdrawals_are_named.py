"""Lists of the office count withdrawals by their name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("order", "0034_withdrawals")]

    operations = [
        migrations.AlterModelOptions(
            "withdrawal",
            {
                "ordering": ["made_at", "id"],
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
            },
        ),
    ]
