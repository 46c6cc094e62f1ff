"""What is offered: usually (StandingOffer) and at one distribution (Listing)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from distributions.models import Attendance, Distribution
from shop.catalogue.models import Product
from shop.listings.querysets import OF_ITS_OWN, ListingQuerySet
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
    stock (made to order, O13) and `quota − ordered` may be negative. Where it is true, `short_by`
    is how much more orders hold than the quota: only facts raise it, as on the stock record. Since
    `handed_over_at` what orders hold of a lasting stock has left the shelf. The listing's own
    window narrows its attendance's, which narrows the distribution's.
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
    quota = models.IntegerField(_("quantity for sale"), null=True, blank=True)
    limited = models.BooleanField(default=True)
    ordered = models.PositiveIntegerField(_("ordered"), default=0)
    short_by = models.PositiveIntegerField(default=0)
    is_featured = models.BooleanField(_("featured"), default=False)
    opens_at = models.DateTimeField(_("orders open at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("orders close at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        # What the tick looks through each minute, among the listings of all dates.
        indexes = [
            models.Index(
                fields=["distribution"],
                condition=Q(handed_over_at__isnull=True),
                name="listing_not_handed_over",
            ),
            models.Index(
                fields=["distribution"],
                condition=Q(handed_over_at__isnull=False),
                name="listing_handed_over",
            ),
            models.Index(fields=["distribution"], condition=OF_ITS_OWN, name="listing_of_its_own"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "distribution"], name="one_listing_per_distribution"
            ),
            models.CheckConstraint(
                condition=Q(limited=False)
                | Q(quota__isnull=True)
                | Q(ordered__lte=F("quota") + F("short_by")),
                name="listing_never_oversold",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="listing_price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}@{self.distribution_id}"


class StockMove(models.Model):
    """One change of a stock, in base units: what was promised, or what happened.

    A promise counts what orders hold of a listing: +3 promised, −3 given back. A fact counts what
    there is: −3 handed over, broken or sold, +3 brought; without a listing it is about the shelf,
    not about one distribution. What is handed over is no longer promised either.
    """

    class Kind(models.TextChoices):
        PROMISED = "promised"
        GIVEN_BACK = "given_back"
        HANDED_OVER = "handed_over"
        RETURNED = "returned"
        SOLD = "sold"
        BROUGHT = "brought"
        BROKEN = "broken"
        WEIGHED = "weighed"
        COUNTED = "counted"

    stockrecord = models.ForeignKey(StockRecord, on_delete=models.CASCADE, related_name="moves")
    listing = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.CASCADE, related_name="moves"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    delta = models.IntegerField()
    reference = models.CharField(max_length=64, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["listing", "at"], name="stock_move_by_listing")]

    def __str__(self) -> str:
        return f"{self.stockrecord_id}: {self.kind} {self.delta:+d}"
