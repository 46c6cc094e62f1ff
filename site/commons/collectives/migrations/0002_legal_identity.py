"""Legal pages are made from fields of the network and of each collective."""

import commons.collectives.models.legal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collectives', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='collective',
            name='legal_form',
            field=models.CharField(blank=True, max_length=80, verbose_name='legal form'),
        ),
        migrations.AddField(
            model_name='collective',
            name='legal_name',
            field=models.CharField(blank=True, max_length=160, verbose_name='legal name'),
        ),
        migrations.AddField(
            model_name='collective',
            name='mediator',
            field=models.CharField(blank=True, max_length=250, verbose_name='consumer mediator'),
        ),
        migrations.AddField(
            model_name='collective',
            name='phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='phone'),
        ),
        migrations.AddField(
            model_name='collective',
            name='privacy',
            field=models.TextField(blank=True, verbose_name='personal data'),
        ),
        migrations.AddField(
            model_name='collective',
            name='publication_director',
            field=models.CharField(blank=True, max_length=120, verbose_name='publication director'),
        ),
        migrations.AddField(
            model_name='collective',
            name='rna',
            field=models.CharField(blank=True, max_length=10, validators=[commons.collectives.models.legal.validate_rna], verbose_name='RNA'),
        ),
        migrations.AddField(
            model_name='collective',
            name='seat',
            field=models.CharField(blank=True, max_length=250, verbose_name='registered office'),
        ),
        migrations.AddField(
            model_name='collective',
            name='siren',
            field=models.CharField(blank=True, max_length=9, validators=[commons.collectives.models.legal.validate_siren], verbose_name='SIREN'),
        ),
        migrations.AddField(
            model_name='network',
            name='host',
            field=models.CharField(blank=True, max_length=250, verbose_name='host'),
        ),
        migrations.AddField(
            model_name='network',
            name='legal_form',
            field=models.CharField(blank=True, max_length=80, verbose_name='legal form'),
        ),
        migrations.AddField(
            model_name='network',
            name='legal_name',
            field=models.CharField(blank=True, max_length=160, verbose_name='legal name'),
        ),
        migrations.AddField(
            model_name='network',
            name='mediator',
            field=models.CharField(blank=True, max_length=250, verbose_name='consumer mediator'),
        ),
        migrations.AddField(
            model_name='network',
            name='phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='phone'),
        ),
        migrations.AddField(
            model_name='network',
            name='privacy',
            field=models.TextField(blank=True, verbose_name='personal data'),
        ),
        migrations.AddField(
            model_name='network',
            name='publication_director',
            field=models.CharField(blank=True, max_length=120, verbose_name='publication director'),
        ),
        migrations.AddField(
            model_name='network',
            name='rna',
            field=models.CharField(blank=True, max_length=10, validators=[commons.collectives.models.legal.validate_rna], verbose_name='RNA'),
        ),
        migrations.AddField(
            model_name='network',
            name='seat',
            field=models.CharField(blank=True, max_length=250, verbose_name='registered office'),
        ),
        migrations.AddField(
            model_name='network',
            name='siren',
            field=models.CharField(blank=True, max_length=9, validators=[commons.collectives.models.legal.validate_siren], verbose_name='SIREN'),
        ),
    ]
