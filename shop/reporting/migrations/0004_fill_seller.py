from django.db import migrations
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill_seller(apps, schema_editor):
    """The farm's seller; without a farm, that of the collective whose distribution it is."""
    Distribution = apps.get_model('distributions', 'Distribution')
    sellers = apps.get_model('partner', 'Partner').objects.order_by('pk')
    collective = Distribution.objects.filter(pk=OuterRef(OuterRef('distribution')))
    seller = Coalesce(
        Subquery(sellers.filter(farm=OuterRef('farm')).values('pk')[:1]),
        Subquery(sellers.filter(collective__in=collective.values('collective')).values('pk')[:1]),
    )
    for model in ('Closing', 'SentList'):
        apps.get_model('reporting', model).objects.update(seller=seller)


def keep_one_full_list(apps, schema_editor):
    """What two processes told twice was, the second time, no news."""
    lists = apps.get_model('reporting', 'SentList').objects.filter(kind='full')
    same = {name: OuterRef(name) for name in ('distribution', 'seller')}
    again = lists.filter(Exists(lists.filter(pk__lt=OuterRef('pk'), **same)))
    lists.filter(pk__in=list(again.values_list('pk', flat=True))).update(kind='difference')


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0003_seller'),
    ]

    operations = [
        migrations.RunPython(fill_seller, migrations.RunPython.noop),
        migrations.RunPython(keep_one_full_list, migrations.RunPython.noop),
    ]
