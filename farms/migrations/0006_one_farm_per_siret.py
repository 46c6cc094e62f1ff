"""A farm is not made twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("farms", "0005_who_answers")]
    operations = [
        migrations.AddConstraint(
            model_name="farm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("siret", ""), _negated=True),
                fields=("siret",),
                name="one_farm_per_siret",
            ),
        ),
    ]
