"""What is offered: usually (StandingOffer) and at one distribution (Listing)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from distributions.models import Attendance, Distribution
from shop.catalogue.models import Product
from shop.listings.querysets import ListingQuerySet
from shop.partner.models import StockRecord


class StandingOffer(UidModel):
    """Product × collective: offered at every distribution where the farm is present.

    `usual_quota` counts base units; without `price` the collective's last one holds, then the
    stock record's. Prices include VAT.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="standing_offers")
    collective = models.ForeignKey(
        Collective, on_delete=models.CASCADE, related_name="standing_offers"
    )
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2, null=True, blank=True)
    usual_quota = models.PositiveIntegerField(_("usual quantity"), null=True, blank=True)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("standing offer")
        verbose_name_plural = _("standing offers")
        constraints = [
            models.UniqueConstraint(fields=["product", "collective"], name="one_standing_offer")
        ]

    def __str__(self) -> str:
        return f"{self.product_id}@{self.collective_id}"


class Listing(UidModel):
    """Product × distribution: price (VAT included), quota and what orders hold (base units).

    What is left = quota − ordered, or the stock record's for a stock that lasts. `limited` is
    frozen from the product's stock mode: where it is false nothing is ever refused for want of
    stock (made to order, O13) and `quota − ordered` may be negative. The listing's own window
    narrows its attendance's, which narrows the distribution's.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="listings")
    stockrecord = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="listings")
    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="listings")
    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="listings"
    )
    attendance = models.ForeignKey(
        Attendance, null=True, blank=True, on_delete=models.CASCADE, related_name="listings"
    )
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2)
    quota = models.PositiveIntegerField(_("quantity for sale"), null=True, blank=True)
    limited = models.BooleanField(default=True)
    ordered = models.PositiveIntegerField(_("ordered"), default=0)
    is_featured = models.BooleanField(_("featured"), default=False)
    opens_at = models.DateTimeField(_("orders open at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("orders close at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "distribution"], name="one_listing_per_distribution"
            ),
            models.CheckConstraint(
                condition=Q(limited=False) | Q(quota__isnull=True) | Q(ordered__lte=F("quota")),
                name="listing_never_oversold",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="listing_price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}@{self.distribution_id}"


class StockMove(models.Model):
    """One change of what orders hold of a listing, in base units: +3 taken, −3 given back."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    delta = models.IntegerField()
    reference = models.CharField(max_length=64)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["listing", "at"], name="stock_move_by_listing")]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.delta:+d}"
