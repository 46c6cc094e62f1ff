import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0024_fill_line_seller'),
    ]

    operations = [
        migrations.AlterField(
            model_name='line',
            name='seller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_lines', to='partner.partner'),
        ),
        migrations.RemoveField(
            model_name='line',
            name='farm',
        ),
    ]
