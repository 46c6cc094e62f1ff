"""Names stand as in a dictionary."""

from django.db import migrations

from commons.core.alphabet import by_name


class Migration(migrations.Migration):

    dependencies = [
        ("collectives", "0002_legal_identity"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='collective',
            options={'ordering': [by_name('name')], 'verbose_name': 'collective', 'verbose_name_plural': 'collectives'},
        ),
    ]
