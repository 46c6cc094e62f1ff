from django.db import migrations

from commons.core.ids import uuid7


def make_sellers(apps, schema_editor):
    """One for each farm and each collective: products, lines and lists will point at it."""
    Partner = apps.get_model('partner', 'Partner')
    for partner in Partner.objects.filter(uid=None):
        Partner.objects.filter(pk=partner.pk).update(uid=uuid7())
    for app, name in (('farms', 'farm'), ('collectives', 'collective')):
        known = Partner.objects.filter(**{f'{name}__isnull': False}).values(name)
        for owner in apps.get_model(app, name).objects.exclude(pk__in=known).order_by('pk'):
            Partner.objects.create(uid=uuid7(), code=f'{name}-{owner.pk}', **{name: owner})


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0009_seller_uid'),
    ]

    operations = [
        migrations.RunPython(make_sellers, migrations.RunPython.noop),
    ]
