"""The form of a product, and what it says in the terms of the catalogue."""

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.quantities import BaseUnit, SaleMode, input_value
from farms.models import Farm, Label
from home.backoffice.fields import picture_field, price_field, quantity_field, read_quantity
from home.backoffice.product_services import Offer, Shown
from home.backoffice.selectors import farms_editable
from shop.catalogue.data import VAT_RATES, ProductData
from shop.catalogue.enums import Allergen, AllergenStatement, Keeping, StockMode
from shop.catalogue.models import Aisle, Product
from shop.catalogue.pictures import SMALL

SALES = {
    "piece": (SaleMode.PIECE, BaseUnit.PIECE),
    "kilo": (SaleMode.WEIGHT, BaseUnit.GRAM),
    "litre": (SaleMode.WEIGHT, BaseUnit.MILLILITRE),
    "weighed": (SaleMode.WEIGHED, BaseUnit.PIECE),
}
OFFERED = ("price", "stock", "usual_quota")
SHOWN = {
    "picture": "picture",
    "picture_text": "description",
    "picture_removed": "is_removed",
}
VAT = [("", "–"), *((str(rate), f"{rate:f}".replace(".", ",")) for rate in VAT_RATES)]


class ProductForm(forms.Form):
    """What is sold, how, for how much; quantities in the unit of the sale."""

    title = forms.CharField(label=_("name of the product"), max_length=120)
    aisle: forms.ModelChoiceField[Aisle] = forms.ModelChoiceField(
        None, label=_("aisle"), to_field_name="uid"
    )
    sale = forms.ChoiceField(
        label=_("sale"),
        choices=[
            ("piece", _("by the piece")),
            ("kilo", _("by weight, at a price per kilo")),
            ("litre", _("by volume, at a price per litre")),
            ("weighed", _("by the piece, weighed at pick-up, at a price per kilo")),
        ],
    )
    unit_label = forms.CharField(
        label=_("sold as"), max_length=60, help_text=_("For example “the bunch” or “the kilo”.")
    )
    noun_one = forms.CharField(label=_("one of them"), max_length=40, help_text=_("“bunch”"))
    noun_many = forms.CharField(label=_("several of them"), max_length=40, help_text=_("“bunches”"))
    price = price_field()
    vat_rate = forms.TypedChoiceField(
        label=_("VAT (%)"), choices=VAT, required=False, coerce=Decimal, empty_value=None
    )
    stock_mode = forms.TypedChoiceField(
        label=_("stock"),
        choices=StockMode.choices,
        coerce=StockMode,
        initial=StockMode.PER_DISTRIBUTION,
    )
    usual_quota = quantity_field(
        label=_("usual quantity"), help_text=_("For each distribution; empty: no limit.")
    )
    stock = quantity_field(
        label=_("on the shelf"), help_text=_("For a stock that lasts: what there is now.")
    )
    step = quantity_field(label=_("step"), help_text=_("For weights, in kilos: 0.5"))
    least = quantity_field(label=_("least per order"))
    most = quantity_field(label=_("most per order"))
    net_content = forms.IntegerField(label=_("net content"), required=False, min_value=1)
    net_unit = forms.TypedChoiceField(
        label=_("unit of the content"),
        choices=[("", "–"), *BaseUnit.choices],
        required=False,
        coerce=BaseUnit,
        empty_value=None,
    )
    estimated_weight = forms.IntegerField(
        label=_("estimated weight (g)"), required=False, min_value=1
    )
    labels = forms.ModelMultipleChoiceField(
        Label.objects.all(),
        label=_("labels"),
        to_field_name="uid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=_("description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    picture = picture_field(
        label=_("picture"), help_text=_("JPEG, PNG or WebP; 10 MB at most. Without one, a drawing.")
    )
    picture_text = forms.CharField(
        label=_("what the picture shows"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to people who do not see it."),
    )
    picture_removed = forms.BooleanField(label=_("remove the picture"), required=False)
    origin = forms.CharField(label=_("origin"), required=False, max_length=80)
    produced_by = forms.CharField(
        label=_("produced by (if another)"), required=False, max_length=120
    )
    keeping = forms.TypedChoiceField(
        label=_("keeping place"), choices=Keeping.choices, coerce=Keeping
    )
    has_withdrawal_right = forms.BooleanField(
        label=_("14-day right of withdrawal"),
        required=False,
        help_text=_("For goods that keep, such as honey, wine or soap; never for what perishes."),
    )
    ingredients = forms.CharField(
        label=_("ingredients"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    allergen_statement = forms.TypedChoiceField(
        label=_("allergens"),
        choices=AllergenStatement.choices,
        coerce=AllergenStatement,
        initial=AllergenStatement.NOT_STATED,
    )
    allergens = forms.TypedMultipleChoiceField(
        label=_("allergens contained"),
        choices=Allergen.choices,
        coerce=Allergen,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    season_months = forms.TypedMultipleChoiceField(
        label=_("months of the season"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, collective: Collective, product: Product | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.product = product
        self._show_picture()
        self._say_what_is_promised()
        aisles = Aisle.objects.filter(network=collective.network)
        aisle: Any = self.fields["aisle"]
        aisle.queryset = aisles

    def _show_picture(self) -> None:
        picture = self.product.picture if self.product else None
        if picture is None:
            del self.fields["picture_removed"]
        elif small := picture.renditions.filter(filter_spec=SMALL).first():
            image = format_html('<img src="{}" alt="{}">', small.url, picture.description)
            text = _("Another one takes the place of this one.")
            self.fields["picture"].help_text = format_html("{}<br>{}", image, text)

    def _say_what_is_promised(self) -> None:
        """Until its distribution is over, it is on the shelf still, and counted there."""
        if self.product is None:
            return
        record = self.product.stockrecords.get()
        words = self.product.goods_at(record.price).words
        facts = {"promised": words(record.num_allocated or 0), "short": words(record.short_by)}
        stock = self.fields["stock"]
        if record.num_allocated:
            said = _("Part of it is promised until its distribution is over: %(promised)s.")
            stock.help_text = f"{stock.help_text} {said % facts}"
        if record.short_by:
            stock.help_text = f"{stock.help_text} {_('Missing: %(short)s.') % facts}"

    def clean(self) -> dict[str, Any]:
        """The catalogue's own terms: `data`, `offer` and `shown`."""
        typed = dict(super().clean() or {})
        mode, unit = SALES[typed.pop("sale", "piece")]
        for name in ("stock", "usual_quota", "step", "least", "most"):
            typed[name] = read_quantity(self, name, unit)
        if self.errors:
            return typed
        offer = Offer(**{name: typed.pop(name) for name in OFFERED})
        shown = Shown(**{to: typed.pop(name) for name, to in SHOWN.items() if name in typed})
        smallest = 1 if unit == BaseUnit.PIECE else 500
        typed["step"] = typed["step"] or smallest
        typed["least"] = typed["least"] or typed["step"]
        typed |= {"sale_mode": mode, "base_unit": unit}
        whose = {"owner": typed.pop("seller")} if "seller" in typed else {}
        data = replace(data_of(self.product), **typed) if self.product else ProductData(**typed)
        return {"data": data, "offer": offer, "shown": shown, **whose}


class NewProductForm(ProductForm):
    """Whose product it is, too: a farm's that lets managers edit, or the collective's own."""

    field_order: Sequence[str] = ("seller",)
    seller = forms.ChoiceField(label=_("seller"))

    def __init__(self, *args: Any, collective: Collective, **kwargs: Any) -> None:
        super().__init__(*args, collective=collective, **kwargs)
        sellers: list[Farm | Collective] = [*farms_editable(collective), collective]
        self.sellers = {str(each.uid): each for each in sellers}
        choices = [(uid, each.name) for uid, each in self.sellers.items()]
        seller: Any = self.fields["seller"]
        # Nobody by default: a product that is saved for the farm of the next line is hard to find.
        seller.choices = choices if len(choices) == 1 else [("", "---------"), *choices]

    def clean_seller(self) -> Farm | Collective:
        return self.sellers[self.cleaned_data["seller"]]


def data_of(product: Product) -> ProductData:
    """A product as its seller described it, to change some of it."""
    values = {
        each.name: getattr(product, each.name)
        for each in fields(ProductData)
        if each.name not in ("labels", "net_unit", "allergens")
    }
    return ProductData(
        **values,
        labels=list(product.labels.all()),
        net_unit=BaseUnit(product.net_unit) if product.net_unit else None,
        allergens=[Allergen(each) for each in product.allergens],
    )


def initial_of(product: Product, *, usual_quota: int | None) -> dict[str, Any]:
    """What the form shows of a product."""
    unit = BaseUnit(product.base_unit)
    record = product.stockrecords.get()
    sold = (product.sale_mode, product.base_unit)
    named = [name for name in ProductForm.base_fields if hasattr(product, name)]
    shown = {name: getattr(product, name) for name in named}
    quantities = {"step": product.step, "least": product.least, "most": product.most}
    # Below zero nobody counts: the field is empty until somebody does.
    stock = None if (record.num_in_stock or 0) < 0 else record.num_in_stock
    quantities |= {"stock": stock, "usual_quota": usual_quota}
    return shown | {
        "aisle": product.aisle.uid,
        "labels": list(product.labels.all()),
        "picture": None,
        "picture_text": product.picture.description if product.picture else "",
        "sale": next(name for name, each in SALES.items() if each == sold),
        "vat_rate": "" if product.vat_rate is None else f"{product.vat_rate.normalize():f}",
        "price": record.price,
        **{
            name: "" if value is None else input_value(value, unit)
            for name, value in quantities.items()
        },
    }
