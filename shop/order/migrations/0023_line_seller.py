import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Oscar's partner of a line, by our name, and never lost."""

    dependencies = [
        ('order', '0022_distribution_order'),
        ('partner', '0010_make_sellers'),
    ]

    operations = [
        migrations.RenameField(
            model_name='line',
            old_name='partner',
            new_name='seller',
        ),
        migrations.AlterField(
            model_name='line',
            name='seller',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='order_lines', to='partner.partner'),
        ),
    ]
