from django.db import migrations
from django.db.models import OuterRef, Q, Subquery


def fill_seller(apps, schema_editor):
    Partner = apps.get_model('partner', 'Partner')
    owned = Q(farm=OuterRef('farm')) | Q(collective=OuterRef('collective'))
    sellers = Partner.objects.filter(owned).order_by('pk').values('pk')[:1]
    apps.get_model('catalogue', 'Product').objects.update(seller=Subquery(sellers))


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0035_product_seller'),
    ]

    operations = [
        migrations.RunPython(fill_seller, migrations.RunPython.noop),
    ]
