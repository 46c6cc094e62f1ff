import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0010_make_sellers'),
        ('reporting', '0002_kind_of_sent_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='closing',
            name='seller',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='partner.partner'),
        ),
        migrations.AddField(
            model_name='sentlist',
            name='seller',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_lists', to='partner.partner'),
        ),
    ]
