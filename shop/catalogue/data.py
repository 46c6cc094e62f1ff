"""What is said about a product when it is made or changed, and what must hold."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.core.models import CollectifsImage
from commons.core.quantities import BaseUnit, SaleMode
from farms.models import Label
from shop.catalogue.enums import Allergen, AllergenStatement, Keeping, StockMode
from shop.catalogue.exceptions import InvalidProduct
from shop.catalogue.models import Aisle, Container

VAT_RATES = (Decimal("5.5"), Decimal(10), Decimal(20), Decimal("2.1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductData:
    """A product as its seller describes it.

    ``step``, ``least``, ``most`` count ``base_unit``; ``net_content`` is what one piece holds, in
    ``net_unit``; ``estimated_weight`` is grams; ``vat_rate`` is percent and ignored where the
    seller charges no VAT.
    """

    title: str
    aisle: Aisle
    sale_mode: SaleMode
    base_unit: BaseUnit
    unit_label: str
    noun_one: str
    noun_many: str
    step: int = 1
    least: int = 1
    most: int | None = None
    net_content: int | None = None
    net_unit: BaseUnit | None = None
    estimated_weight: int | None = None
    tolerance_percent: int = 15
    vat_rate: Decimal | None = None
    labels: Sequence[Label] = ()
    description: str = ""
    origin: str = ""
    variety: str = ""
    grade: str = ""
    ingredients: str = ""
    allergen_statement: AllergenStatement = AllergenStatement.NOT_STATED
    allergens: Sequence[Allergen] = ()
    season_months: Sequence[int] = ()
    container: Container | None = None
    keeping: Keeping = Keeping.AMBIENT
    stock_mode: StockMode = StockMode.PER_DISTRIBUTION
    produced_by: str = ""
    note_allowed: bool = False
    has_withdrawal_right: bool = False
    is_alcohol: bool = False
    keywords: str = ""
    picture: CollectifsImage | None = None

    def columns(self, *, charges_vat: bool) -> dict[str, object]:
        """The values of the product's row: all but the labels."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values.pop("labels")
        return values | {
            "net_unit": self.net_unit or "",
            "vat_rate": self.vat_rate if charges_vat else None,
            "allergens": [str(allergen) for allergen in self.allergens],
            "season_months": sorted(self.season_months),
        }


def check_product(data: ProductData, *, charges_vat: bool) -> None:
    """Raise ``InvalidProduct`` with the first field that is wrong and a sentence about it."""
    for field, wrong, message in (
        *_words(data),
        *_sale(data),
        *_steps(data),
        *_content(data),
        *_facts(data, charges_vat=charges_vat),
    ):
        if wrong:
            raise InvalidProduct(field, message)


Rule = tuple[str, bool, Promise]


def _words(data: ProductData) -> list[Rule]:
    missing = _("Please fill in this field.")
    texts = {"title", "unit_label", "noun_one", "noun_many"}
    return [(field, not getattr(data, field).strip(), missing) for field in sorted(texts)]


def _sale(data: ProductData) -> list[Rule]:
    weighed = data.sale_mode == SaleMode.WEIGHED
    by_measure = data.base_unit in (BaseUnit.GRAM, BaseUnit.MILLILITRE)
    return [
        (
            "base_unit",
            by_measure != (data.sale_mode == SaleMode.WEIGHT),
            _("Goods sold by weight count in grams or millilitres, all others in pieces."),
        ),
        (
            "estimated_weight",
            weighed and not data.estimated_weight,
            _("Give the usual weight of a piece: it is weighed at pick-up."),
        ),
        ("tolerance_percent", not 0 <= data.tolerance_percent <= 100, _("From 0 to 100 %.")),
    ]


def _steps(data: ProductData) -> list[Rule]:
    step = max(data.step, 1)
    most = data.least if data.most is None else data.most
    multiple = _("This must be a multiple of the step.")
    return [
        ("step", data.step < 1, _("At least 1.")),
        ("least", data.least < 1, _("At least 1.")),
        ("least", data.least % step != 0, multiple),
        ("most", most < data.least, _("No less than the least per order.")),
        ("most", most % step != 0, multiple),
    ]


def _content(data: ProductData) -> list[Rule]:
    has_content = data.net_content is not None
    return [
        ("net_content", has_content and not data.net_content, _("At least 1.")),
        ("net_content", bool(data.net_unit) and not has_content, _("Give the content.")),
        ("net_unit", has_content and not data.net_unit, _("Give the unit of the content.")),
    ]


def _facts(data: ProductData, *, charges_vat: bool) -> list[Rule]:
    contains = data.allergen_statement == AllergenStatement.CONTAINS
    months = set(data.season_months)
    return [
        ("vat_rate", charges_vat and data.vat_rate not in VAT_RATES, _("Choose the VAT rate.")),
        ("allergens", contains and not data.allergens, _("Say which allergens.")),
        (
            "allergens",
            not contains and bool(data.allergens),
            _("Allergens are listed: say that the product contains them."),
        ),
        ("season_months", not months <= set(range(1, 13)), _("Months go from 1 to 12.")),
    ]
