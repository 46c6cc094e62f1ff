"""Sellers, on Oscar's partners; prices and lasting stock, on its stock records."""

from typing import ClassVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commons.collectives.models import Collective
from commons.core.alphabet import place_in_alphabet
from commons.core.ids import uuid7
from farms.models import Farm


class Partner(AbstractPartner):
    """The seller: a farm, or a collective with goods of its own. Made by `sellers.seller_of`.

    It has no name of its own, which a renamed farm would leave behind: read it with
    `select_related("farm", "collective")` where it is named.
    """

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Partner"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    farm = models.OneToOneField(
        Farm, null=True, blank=True, on_delete=models.PROTECT, related_name="seller"
    )
    collective = models.OneToOneField(
        Collective, null=True, blank=True, on_delete=models.PROTECT, related_name="seller"
    )
    # Oscar's column, made once from the name that is not stored.
    code = None

    wagtail_reference_index_ignore = True

    class Meta(AbstractPartner.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(farm__isnull=True) ^ Q(collective__isnull=True),
                name="partner_one_seller",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Farm | Collective:
        """Who stands behind it; the database holds one of the two."""
        return cast("Farm | Collective", self.farm or self.collective)

    @property
    def name(self) -> str:
        return self.owner.name

    @property
    def slug(self) -> str:
        """What addresses call it: a farm and a collective may have the same."""
        return self.owner.slug

    @property
    def is_collective(self) -> bool:
        """Whether these are a collective's own goods."""
        return self.farm_id is None

    @property
    def sort_key(self) -> tuple[bool, str]:
        """Where it stands among sellers: farms by name, then the collective."""
        return (self.is_collective, place_in_alphabet(self.name))


class StockRecord(AbstractStockRecord):
    """A product's price (VAT included) and the stock that lasts across distributions.

    In base units, only of products whose stock mode is "lasting": `num_in_stock` is what there is,
    below zero where facts say so; `num_allocated` what is promised of it and not handed over yet.
    `short_by` is how much more is promised than there is. Only facts raise it: whoever promises
    without looking meets the constraint (ADR 0016).
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    num_in_stock = models.IntegerField(_("on the shelf"), null=True, blank=True)
    short_by = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["product"], name="one_stock_record_per_product"),
            models.CheckConstraint(
                condition=Q(num_in_stock__isnull=True)
                | Q(num_allocated__isnull=True)
                | Q(num_allocated__lte=F("num_in_stock") + F("short_by")),
                name="stock_never_oversold",
            ),
            models.CheckConstraint(
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__gte=0),
                name="stock_allocated_not_negative",
            ),
        ]


from oscar.apps.partner.models import *  # noqa: E402, F403  (Oscar's other models, after ours)
