from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill_seller(apps, schema_editor):
    """A line that lost its partner: the farm's seller, without a farm the collective's."""
    Line, Order = apps.get_model('order', 'Line'), apps.get_model('order', 'Order')
    sellers = apps.get_model('partner', 'Partner').objects.order_by('pk')
    collective = Order.objects.filter(pk=OuterRef(OuterRef('order'))).values('collective')
    Line.objects.filter(seller=None).update(
        seller=Coalesce(
            Subquery(sellers.filter(farm=OuterRef('farm')).values('pk')[:1]),
            Subquery(sellers.filter(collective__in=collective).values('pk')[:1]),
        )
    )


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0023_line_seller'),
    ]

    operations = [
        migrations.RunPython(fill_seller, migrations.RunPython.noop),
    ]
