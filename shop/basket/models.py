"""The draft of an order: one per (household or visitor's token) and distribution."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine, AbstractLineAttribute

from commons.accounts.models import Household
from commons.collectives.models import Collective
from commons.core.ids import uuid7
from commons.core.money import euros
from distributions.models import Distribution
from shop.listings.models import Listing


class Basket(AbstractBasket):
    """Bound to one distribution from its creation and never recycled into another.

    Before login it belongs to a random token, kept 30 days in a signed cookie. After an order it
    holds only what differs from it: the order is what counts.
    """

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Basket"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="baskets"
    )
    token = models.CharField(max_length=43, null=True, blank=True, editable=False)  # noqa: DJ001  (unique)
    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="baskets")
    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="baskets")
    # When a visitor last changed or saw it; nobody asks about a household's.
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta(AbstractBasket.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["touched_at"],
                condition=Q(token__isnull=False),
                name="basket_visitors_by_touch",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=True) ^ Q(token__isnull=True),
                name="basket_one_owner",
            ),
            models.UniqueConstraint(
                fields=["household", "distribution"],
                condition=Q(status="Open"),
                name="one_open_basket_per_household",
            ),
            models.UniqueConstraint(
                fields=["token", "distribution"],
                condition=Q(status="Open"),
                name="one_open_basket_per_token",
            ),
        ]


class Line(AbstractLine):
    """A listing and a quantity (base units); the price is read from the listing each time.

    `price_incl_tax` is the one at which the product was chosen, to tell that it has changed. In a
    draft beside an order 0 takes the product out.
    """

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Line"]]
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="basket_lines")
    note = models.CharField(max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["basket", "listing"], name="one_basket_line_per_listing"
            )
        ]

    @property
    def line_price_incl_tax(self) -> Decimal:
        return euros(self.product.goods_at(self.listing.price).amount(self.quantity))

    @property
    def line_price_incl_tax_incl_discounts(self) -> Decimal:
        return euros(self.product.goods_at(self.listing.price).amount(self.quantity))


class LineAttribute(AbstractLineAttribute):
    """Oscar's, of which there are none: nobody looks for them where lines are deleted."""

    line = models.ForeignKey(Line, on_delete=models.DO_NOTHING, related_name="attributes")


from oscar.apps.basket.models import *  # noqa: E402, F403  (Oscar's other models, after ours)
