import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """A listing may be short of what is promised and is handed over once; moves have a kind."""

    dependencies = [
        ("listings", "0001_initial"),
        ("partner", "0012_stock_may_be_short"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="listing", name="listing_never_oversold"),
        migrations.AddField(
            model_name="listing",
            name="short_by",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="listing",
            name="quota",
            field=models.IntegerField(blank=True, null=True, verbose_name="quantity for sale"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("limited", False),
                    ("quota__isnull", True),
                    ("ordered__lte", F("quota") + F("short_by")),
                    _connector="OR",
                ),
                name="listing_never_oversold",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="handed_over_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=Q(("handed_over_at__isnull", True)),
                fields=["distribution"],
                name="listing_not_handed_over",
            ),
        ),
        migrations.AddField(
            model_name="stockmove",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promised", "Promised"),
                    ("given_back", "Given Back"),
                    ("handed_over", "Handed Over"),
                    ("returned", "Returned"),
                    ("sold", "Sold"),
                    ("brought", "Brought"),
                    ("broken", "Broken"),
                    ("weighed", "Weighed"),
                    ("counted", "Counted"),
                ],
                default="promised",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="stockmove",
            name="stockrecord",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="partner.stockrecord",
            ),
        ),
        migrations.AlterField(
            model_name="stockmove",
            name="listing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="listings.listing",
            ),
        ),
        migrations.AlterField(
            model_name="stockmove",
            name="reference",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
