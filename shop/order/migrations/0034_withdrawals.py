"""A household withdraws from goods that keep, and a manager answers (C. conso L221-21)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import commons.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0033_lists_read_in_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "orderevent",
            "kind",
            models.CharField(
                choices=[
                    ("placed", "ordered"),
                    ("changed", "changed"),
                    ("line_cancelled", "product cancelled"),
                    ("cancelled", "cancelled"),
                    ("withdrawn", "right of withdrawal used"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            "Withdrawal",
            [
                ("id", models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    )),
                (
                    "uid",
                    models.UUIDField(default=commons.core.ids.uuid7, editable=False, unique=True),
                ),
                ("made_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="order.order",
                    ),
                ),
            ],
            {"ordering": ["made_at", "id"]},
        ),
        migrations.CreateModel(
            "WithdrawnLine",
            [
                ("id", models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    )),
                ("quantity", models.PositiveIntegerField()),
                ("cents", models.PositiveIntegerField()),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn",
                        to="order.line",
                    ),
                ),
                (
                    "withdrawal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="order.withdrawal",
                    ),
                ),
            ],
        ),
    ]
