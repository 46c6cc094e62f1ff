"""Orders and their lines, on Oscar's; amounts are integer cents, VAT included."""

from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from commons.accounts.models import Household
from commons.collectives.models import Collective, FeeBearer
from commons.core.ids import uuid7
from commons.core.models import UidModel
from commons.core.quantities import BaseUnit, PriceBasis, SaleMode
from distributions.models import Distribution
from shop.catalogue.deposits import Returnable
from shop.catalogue.enums import Keeping
from shop.catalogue.goods import Goods
from shop.listings.models import Listing
from shop.order.exceptions import LineKept, OrderKept
from shop.partner.models import Partner

NAME_LENGTH = 120


class OrderQuerySet(models.QuerySet[Any]):
    """Orders; nobody reads another collective's or household's."""

    def of(self, collective: object) -> Self:
        return self.filter(collective=collective)

    def of_household(self, household: object) -> Self:
        return self.filter(household=household)

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def delete(self) -> NoReturn:
        """Raise ``OrderKept``."""
        raise OrderKept


class OrderLineQuerySet(models.QuerySet[Any]):
    """Lines of orders."""

    def counted(self) -> Self:
        """Lines that count: something of them is due; nothing is of an order that is cancelled."""
        return self.filter(due_quantity__gt=0)

    def delete(self) -> NoReturn:
        """Raise ``LineKept``."""
        raise LineKept


class Order(AbstractOrder):
    """A household's order for one distribution.

    `short_number` is given when placed, unique in the distribution and never reused. `total_cents`
    is what its lines come to now, 0 once it is cancelled; an estimate until goods weighed at
    pick-up are weighed; containers' deposits are not in it. `folded_name` is the name as it is
    searched (`core.search.fold`), or so much of it, written with it by `services.new_order`.
    """

    class Payment(models.TextChoices):
        AT_PICKUP = "at_pickup", _("at pick-up")

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Order"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    collective = models.ForeignKey(Collective, on_delete=models.PROTECT, related_name="orders")
    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="orders")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="orders")
    short_number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name on the order"), max_length=NAME_LENGTH)
    folded_name = models.CharField(max_length=NAME_LENGTH, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    payment = models.CharField(
        _("payment"), max_length=12, choices=Payment, default=Payment.AT_PICKUP
    )
    total_cents = models.PositiveIntegerField(default=0)
    terms_version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AbstractOrder.Meta):
        abstract = False
        indexes = [
            # Read alone: how many stand at a distribution and for how much; whose name it is.
            models.Index(
                fields=["distribution", "total_cents"],
                condition=Q(cancelled_at__isnull=True),
                name="order_standing",
            ),
            models.Index(fields=["distribution", "folded_name"], name="order_searched"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "distribution"],
                condition=Q(cancelled_at__isnull=True),
                name="one_standing_order_per_household",
            ),
            models.UniqueConstraint(
                fields=["distribution", "short_number"], name="short_number_in_distribution"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.uid])

    def delete(self, *_arguments: object, **_options: object) -> NoReturn:
        """Raise ``OrderKept``."""
        raise OrderKept


class Line(AbstractLine):
    """What was ordered, frozen: names, seller, price and its basis, VAT, container, rates.

    `quantity` (base units) and `ordered_cents` are what the household ordered last: cancelling or
    a manager's change leaves them. `due_quantity` and `due_cents` are what counts now, in SQL and
    in Python: the same, or less, or 0 (cancelled and kept, never deleted); `reason` says why.
    `price` is per piece, kilo or litre (`price_basis`), VAT included: more of a listing at another
    price is another line. `vat_rate` is null where the seller charges none.
    """

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Line"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="order_lines")
    # The order's, which never changes. No index of its own: the one below begins with it.
    distribution = models.ForeignKey(
        Distribution, on_delete=models.PROTECT, related_name="order_lines", db_index=False
    )
    # Oscar's `partner`, by our name.
    partner = None
    seller = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="order_lines")
    seller_name = models.CharField(max_length=120)
    produced_by = models.CharField(max_length=120, blank=True)
    sale_mode = models.CharField(max_length=8, choices=SaleMode)
    base_unit = models.CharField(max_length=5, choices=BaseUnit)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    price_basis = models.CharField(max_length=5, choices=PriceBasis)
    unit_label = models.CharField(max_length=60)
    noun_one = models.CharField(max_length=40)
    noun_many = models.CharField(max_length=40)
    net_content = models.PositiveIntegerField(null=True, blank=True)
    net_unit = models.CharField(max_length=5, choices=BaseUnit, blank=True)
    estimated_weight = models.PositiveIntegerField(null=True, blank=True)
    tolerance_percent = models.PositiveSmallIntegerField(default=15)
    keeping = models.CharField(max_length=8, choices=Keeping, default=Keeping.AMBIENT)
    vat_rate = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    commission_rate = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    fee_rate = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    fee_bearer = models.CharField(max_length=12, choices=FeeBearer, default=FeeBearer.FARM)
    container_name = models.CharField(max_length=80, blank=True)
    container_deposit_cents = models.PositiveIntegerField(default=0)
    has_withdrawal_right = models.BooleanField(default=False)
    ordered_cents = models.PositiveIntegerField()
    due_quantity = models.PositiveIntegerField()
    due_cents = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = OrderLineQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AbstractLine.Meta):
        abstract = False
        indexes = [
            # Read alone: how many orders each seller has at a distribution, and for how much.
            models.Index(
                fields=["distribution", "seller", "order", "due_quantity", "due_cents"],
                name="line_due_to_seller",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "listing", "price"], name="one_order_line_per_listing_and_price"
            )
        ]

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Raise ``LineKept``."""
        raise LineKept

    @property
    def returnable(self) -> Returnable | None:
        """What it comes in, where that comes back."""
        if not self.container_name:
            return None
        return Returnable(self.container_name, self.container_deposit_cents)

    @property
    def goods(self) -> Goods:
        """How it is sold, at the price that was agreed."""
        return Goods(
            sale_mode=SaleMode(self.sale_mode),
            base_unit=BaseUnit(self.base_unit),
            price=self.price,
            unit_label=self.unit_label,
            noun_one=self.noun_one,
            noun_many=self.noun_many,
            net_content=self.net_content,
            net_unit=BaseUnit(self.net_unit) if self.net_unit else None,
            estimated_weight=self.estimated_weight,
        )

    @property
    def deposit_cents(self) -> int:
        """What is owed for its containers, beside its amount."""
        returnable = self.returnable
        return returnable.cents(self.due_quantity, self.base_unit) if returnable else 0


class OrderEvent(models.Model):
    """The history of an order: what was done, when, by whom; never edited."""

    class Kind(models.TextChoices):
        PLACED = "placed", pgettext_lazy("order", "ordered")
        CHANGED = "changed", _("changed")
        LINE_CANCELLED = "line_cancelled", _("product cancelled")
        CANCELLED = "cancelled", _("cancelled")
        WITHDRAWN = "withdrawn", _("right of withdrawal used")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    data = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.order_id}"


class Withdrawal(UidModel):
    """A household withdraws from what it bought (C. conso L221-21), until somebody answers.

    Without `made_by` it came by the link of a mail. What is owed changes with the money, later.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="withdrawals")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.made_at}"


class WithdrawnLine(models.Model):
    """A line of it, once: base units and cents (VAT included) that were due of it then."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="withdrawn")
    quantity = models.PositiveIntegerField()
    cents = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.withdrawal_id} {self.line_id}"


from oscar.apps.order.models import *  # noqa: E402, F403  (Oscar's other models, after ours)
