"""Who answers for a farm, the rights that it gives, what is proposed to it, who is invited."""

import commons.core.ids
import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collectives', '0001_initial'),
        ('farms', '0003_right_to_the_catalogue'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='farm',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='farms_made', to='collectives.collective'),
        ),
        migrations.AddField(
            model_name='farmengagement',
            name='may_edit_identity',
            field=models.BooleanField(default=False, verbose_name='correct its details'),
        ),
        migrations.AddField(
            model_name='farmengagement',
            name='may_edit_labels',
            field=models.BooleanField(default=False, verbose_name='add and end its labels'),
        ),
        migrations.AddField(
            model_name='farmengagement',
            name='may_edit_people',
            field=models.BooleanField(default=False, verbose_name='invite and remove those who prepare'),
        ),
        migrations.AddField(
            model_name='farmmember',
            name='since',
            field=models.DateField(default=datetime.date(2000, 1, 1), verbose_name='since'),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='FarmInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=commons.core.ids.uuid7, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('manages', 'manages'), ('prepares', 'prepares')], max_length=8, verbose_name='role')),
                ('made_at', models.DateTimeField()),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='collectives.collective')),
                ('farm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='farms.farm')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('farm', 'email'), name='one_invitation_each')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=commons.core.ids.uuid7, editable=False, unique=True)),
                ('commission_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ('rate_on', models.DateField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('answer', models.CharField(choices=[('waiting', 'waiting for an answer'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='waiting', max_length=9)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='farms.farmengagement')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', 'waiting')), fields=('engagement',), name='one_waiting_proposal')],
            },
        ),
    ]
