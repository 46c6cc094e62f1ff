"""Products, on Oscar's; its categories, attributes, options and images stay empty."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct

from commons.collectives.models import Network
from commons.core.alphabet import by_name
from commons.core.ids import uuid7
from commons.core.models import UidModel
from commons.core.quantities import BaseUnit, PriceBasis, SaleMode
from farms.models import Farm, Label
from shop.catalogue.amounts import price_basis
from shop.catalogue.enums import AllergenStatement, Keeping, StockMode
from shop.catalogue.goods import Goods
from shop.catalogue.querysets import ProductQuerySet
from shop.partner.models import Partner


class Aisle(UidModel):
    """An aisle of the network's shops; `slug` also names its tint and icon."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="aisles")
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", by_name("name")]
        verbose_name = _("aisle")
        verbose_name_plural = _("aisles")
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="aisle_slug")]

    def __str__(self) -> str:
        return self.name


class Container(UidModel):
    """A bottle, jar or box that comes back; the deposit (cents, may be 0) is no turnover."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="containers")
    name = models.CharField(_("name"), max_length=80)
    deposit_cents = models.PositiveIntegerField(_("deposit (cents)"), default=0)
    taken_back_by_collective = models.BooleanField(_("taken back by the collective"), default=False)

    class Meta:
        verbose_name = _("container")
        verbose_name_plural = _("containers")

    def __str__(self) -> str:
        return self.name


class Product(AbstractProduct):
    """What a seller, a farm or a collective, sells.

    Quantities (`step`, `least`, `most`, counters) are integers of `base_unit`: pieces, grams or
    millilitres; `net_content` too, of `net_unit`. Prices include VAT: per piece, or per kilo or
    litre (`price_basis`). A product by piece weighed at pick-up counts pieces, is priced per kilo
    and has an estimated weight.
    """

    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["Product"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    seller = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="products")
    aisle = models.ForeignKey(Aisle, on_delete=models.PROTECT, related_name="products")
    sale_mode = models.CharField(_("sale"), max_length=8, choices=SaleMode)
    base_unit = models.CharField(_("counted in"), max_length=5, choices=BaseUnit)
    step = models.PositiveIntegerField(_("step"), default=1)
    least = models.PositiveIntegerField(_("least per order"), default=1)
    most = models.PositiveIntegerField(_("most per order"), null=True, blank=True)
    unit_label = models.CharField(_("sold as"), max_length=60)
    noun_one = models.CharField(_("one of them"), max_length=40)
    noun_many = models.CharField(_("several of them"), max_length=40)
    net_content = models.PositiveIntegerField(_("net content"), null=True, blank=True)
    net_unit = models.CharField(
        _("unit of the content"), max_length=5, choices=BaseUnit, blank=True
    )
    estimated_weight = models.PositiveIntegerField(_("estimated weight (g)"), null=True, blank=True)
    tolerance_percent = models.PositiveSmallIntegerField(
        _("tolerance (%)"), default=15, validators=[MaxValueValidator(100)]
    )
    vat_rate = models.DecimalField(
        _("VAT (%)"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    labels = models.ManyToManyField(Label, blank=True, related_name="products")
    origin = models.CharField(_("origin"), max_length=80, blank=True)
    variety = models.CharField(_("variety"), max_length=80, blank=True)
    grade = models.CharField(_("class"), max_length=20, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    allergen_statement = models.CharField(
        _("allergens"),
        max_length=10,
        choices=AllergenStatement,
        default=AllergenStatement.NOT_STATED,
    )
    allergens = models.JSONField(_("allergens contained"), default=list, blank=True)
    season_months = models.JSONField(_("months of the season"), default=list, blank=True)
    container = models.ForeignKey(
        Container, null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    keeping = models.CharField(
        _("keeping place"), max_length=8, choices=Keeping, default=Keeping.AMBIENT
    )
    stock_mode = models.CharField(
        _("stock"), max_length=16, choices=StockMode, default=StockMode.PER_DISTRIBUTION
    )
    produced_by = models.CharField(_("produced by (if another)"), max_length=120, blank=True)
    note_allowed = models.BooleanField(_("customers may leave a note"), default=False)
    has_withdrawal_right = models.BooleanField(_("14-day right of withdrawal"), default=False)
    is_alcohol = models.BooleanField(_("alcohol"), default=False)
    keywords = models.CharField(_("words for the search"), max_length=200, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ProductQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AbstractProduct.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(step__gte=1, least__gte=1), name="product_steps"),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gte=models.F("least")),
                name="product_most_over_least",
            ),
            models.CheckConstraint(
                condition=Q(sale_mode="weight", base_unit__in=["g", "ml"])
                | (~Q(sale_mode="weight") & Q(base_unit="piece")),
                name="product_base_unit_fits_sale",
            ),
            models.CheckConstraint(
                condition=~Q(sale_mode="weighed") | Q(estimated_weight__gt=0),
                name="product_weighed_has_estimate",
            ),
        ]

    @property
    def name(self) -> str:
        return str(self.title)

    @property
    def price_basis(self) -> PriceBasis:
        """What its price is for: a piece, a kilo or a litre."""
        return price_basis(self.sale_mode, self.base_unit)

    @property
    def farm(self) -> Farm | None:
        """The farm that sells it; None for a collective's own goods."""
        return self.seller.farm

    @property
    def seller_name(self) -> str:
        return self.seller.name

    def goods_at(self, price: Decimal) -> Goods:
        """How it is sold, at a price (euros, VAT included)."""
        return Goods(
            sale_mode=SaleMode(self.sale_mode),
            base_unit=BaseUnit(self.base_unit),
            price=price,
            unit_label=self.unit_label,
            noun_one=self.noun_one,
            noun_many=self.noun_many,
            net_content=self.net_content,
            net_unit=BaseUnit(self.net_unit) if self.net_unit else None,
            estimated_weight=self.estimated_weight,
        )

    def tolerance(self) -> Decimal:
        """The share of the estimate within which the real weight needs no asking, e.g. 0.15."""
        return Decimal(self.tolerance_percent) / 100


from oscar.apps.catalogue.models import *  # noqa: E402, F403  (Oscar's other models, after ours)
