import commons.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    """A seller answers its farm's or its collective's name: Oscar's columns would grow stale."""

    dependencies = [
        ('partner', '0010_make_sellers'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='partner',
            options={'ordering': ['pk'], 'permissions': (('dashboard_access', 'Can access dashboard'),), 'verbose_name': 'Fulfillment partner', 'verbose_name_plural': 'Fulfillment partners'},
        ),
        migrations.RemoveField(
            model_name='partner',
            name='code',
        ),
        migrations.RemoveField(
            model_name='partner',
            name='name',
        ),
        migrations.AlterField(
            model_name='partner',
            name='uid',
            field=models.UUIDField(default=commons.core.ids.uuid7, editable=False, unique=True),
        ),
    ]
