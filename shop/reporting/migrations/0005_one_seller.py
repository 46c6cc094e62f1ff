import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0004_fill_seller'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='closing',
            name='one_closing_per_farm_and_time',
        ),
        migrations.RemoveConstraint(
            model_name='closing',
            name='one_closing_of_own_goods',
        ),
        migrations.RemoveIndex(
            model_name='sentlist',
            name='sent_list_latest',
        ),
        migrations.RemoveField(
            model_name='closing',
            name='farm',
        ),
        migrations.RemoveField(
            model_name='sentlist',
            name='farm',
        ),
        migrations.AlterField(
            model_name='closing',
            name='seller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='partner.partner'),
        ),
        migrations.AlterField(
            model_name='sentlist',
            name='seller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_lists', to='partner.partner'),
        ),
        migrations.AddIndex(
            model_name='sentlist',
            index=models.Index(fields=['distribution', 'seller', 'sent_at'], name='sent_list_latest'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(fields=('distribution', 'seller', 'closes_at'), name='one_closing_per_seller_and_time'),
        ),
        migrations.AddConstraint(
            model_name='sentlist',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'full')), fields=('distribution', 'seller'), name='one_full_list_per_seller'),
        ),
    ]
