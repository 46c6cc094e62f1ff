import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0036_fill_product_seller'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='product',
            name='product_one_seller',
        ),
        migrations.AlterField(
            model_name='product',
            name='seller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='partner.partner'),
        ),
        migrations.RemoveField(
            model_name='product',
            name='collective',
        ),
        migrations.RemoveField(
            model_name='product',
            name='farm',
        ),
    ]
