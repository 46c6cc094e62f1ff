"""Prices and lasting stock, on Oscar's stock records."""

from django.db import models
from django.db.models import F, Q
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commons.collectives.models import Collective
from commons.core.ids import uuid7
from farms.models import Farm


class Partner(AbstractPartner):
    """A seller as Oscar knows it: one-to-one with a farm or a collective."""

    farm = models.OneToOneField(
        Farm, null=True, blank=True, on_delete=models.PROTECT, related_name="partner"
    )
    collective = models.OneToOneField(
        Collective, null=True, blank=True, on_delete=models.PROTECT, related_name="partner"
    )

    wagtail_reference_index_ignore = True

    class Meta(AbstractPartner.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(farm__isnull=True) ^ Q(collective__isnull=True),
                name="partner_one_seller",
            )
        ]


class StockRecord(AbstractStockRecord):
    """A product's price (VAT included) and the stock that lasts across distributions.

    `num_in_stock` and `num_allocated` count the product's base unit; they bind only products
    whose stock mode is "lasting". Never oversold: the constraint is the last guard.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["product"], name="one_stock_record_per_product"),
            models.CheckConstraint(
                condition=Q(num_in_stock__isnull=True)
                | Q(num_allocated__isnull=True)
                | Q(num_allocated__lte=F("num_in_stock")),
                name="stock_never_oversold",
            ),
            models.CheckConstraint(
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__gte=0),
                name="stock_allocated_not_negative",
            ),
        ]


from oscar.apps.partner.models import *  # noqa: E402, F403  (Oscar's other models, after ours)
