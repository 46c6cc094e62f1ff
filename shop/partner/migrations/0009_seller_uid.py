import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A partner is the seller: named by its own uid, and by farm and collective as theirs."""

    dependencies = [
        ('collectives', '0001_initial'),
        ('farms', '0002_next_rate'),
        ('partner', '0008_sellers_and_stock_guard'),
    ]

    operations = [
        migrations.AddField(
            model_name='partner',
            name='uid',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='partner',
            name='collective',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seller', to='collectives.collective'),
        ),
        migrations.AlterField(
            model_name='partner',
            name='farm',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seller', to='farms.farm'),
        ),
    ]
