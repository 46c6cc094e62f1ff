"""The right to edit the products is one of several that the farm gives."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("farms", "0002_next_rate")]
    operations = [
        migrations.RenameField("farmengagement", "managers_may_edit", "may_edit_catalogue"),
        migrations.AlterField(
            "farmengagement",
            "may_edit_catalogue",
            models.BooleanField(default=False, verbose_name="edit its products and their prices"),
        ),
    ]
