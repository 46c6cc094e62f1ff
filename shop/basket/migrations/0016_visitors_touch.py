"""When a visitor touched a basket last; those that are there count as touched now."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("basket", "0015_basket_constraints")]

    operations = [
        migrations.AddField(
            model_name="basket",
            name="touched_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            model_name="basket",
            index=models.Index(
                condition=models.Q(("token__isnull", False)),
                fields=["touched_at"],
                name="basket_visitors_by_touch",
            ),
        ),
    ]
