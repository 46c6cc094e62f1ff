"""Names stand as in a dictionary."""

from django.db import migrations

from commons.core.alphabet import by_name


class Migration(migrations.Migration):

    dependencies = [
        ('farms', '0006_one_farm_per_siret'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='farm',
            options={'ordering': [by_name('name')], 'verbose_name': 'farm', 'verbose_name_plural': 'farms'},
        ),
        migrations.AlterModelOptions(
            name='label',
            options={'ordering': ['position', by_name('name')], 'verbose_name': 'label', 'verbose_name_plural': 'labels'},
        ),
    ]
