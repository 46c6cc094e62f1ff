"""Names stand as in a dictionary."""

from django.db import migrations

from commons.core.alphabet import by_name


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0037_product_has_one_seller'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='aisle',
            options={'ordering': ['position', by_name('name')], 'verbose_name': 'aisle', 'verbose_name_plural': 'aisles'},
        ),
    ]
