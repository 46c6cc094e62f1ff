"""Mises en vente: what is offered at one distribution, for how much, how much of it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from commons.core.alphabet import by_name
from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, format_quantity, input_value
from commons.core.viewsets import ButtonView, ServiceView
from home.backoffice.base import FoldedSearch, OfDistribution, RowLink
from home.backoffice.fields import price_field, quantity_field, read_quantity
from home.backoffice.labels import yes_no
from home.backoffice.product_services import change_listing
from home.backoffice.selectors import sellers_editable
from home.backoffice.tenancy import room_address
from shop.listings.exceptions import QuotaBelowOrdered
from shop.listings.models import Listing
from shop.listings.services import list_usual_goods
from shop.listings.stock import left, short_by
from shop.partner.exceptions import InvalidPrice


def quantity_of(listing: Listing, value: int | None) -> str:
    if value is None:
        return str(_("no limit"))
    return format_quantity(value, BaseUnit(listing.product.base_unit))


def left_of(listing: Listing) -> str:
    """What is left, or by how much facts fell short of what was promised."""
    if short := short_by(listing):
        return str(_("missing: %(short)s") % {"short": quantity_of(listing, short)})
    return quantity_of(listing, left(listing))


class _AtOne(OfDistribution):
    @property
    def listings(self) -> Any:
        rows = Listing.objects.filter(distribution=self.distribution)
        return rows.select_related(
            "product__seller__farm", "product__seller__collective", "stockrecord"
        )

    def crumbs(self) -> list[dict[str, object]]:
        url = self.room_url("detail", self.distribution.uid)
        return [{"url": url, "label": self.distribution.day}]

    def done_url(self, _result: Any) -> str:
        return self.room_url("listings", self.distribution.uid)


class _ListingLink(RowLink):
    """Its address names the distribution too."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        named = (instance.distribution.uid, instance.uid)
        return room_address(parent_context["request"], self.url_name, *named)


class Listings(_AtOne, FoldedSearch):
    route, url_name = "<uuid:uid>/ventes/", "listings"
    template_name = "backoffice/listings.html"
    page_title = _("On sale")
    search_fields: ClassVar[Sequence[str]] = ("product__title", "product__seller__farm__name")
    paginate_by = 50
    columns: ClassVar[Sequence[Column]] = [
        _ListingLink(
            "product",
            label=_("product"),
            accessor="product.title",
            url_name="distributions:listing",
        ),
        Column("seller", label=_("seller"), accessor="product.seller_name"),
        Column("price", label=_("price"), accessor=lambda each: format_euros(each.price)),
        Column(
            "ordered", label=_("ordered"), accessor=lambda each: quantity_of(each, each.ordered)
        ),
        Column("left", label=_("left"), accessor=left_of),
        Column("featured", label=_("featured"), accessor=lambda each: yes_no(each.is_featured)),
        Column("on", label=_("on sale"), accessor=lambda each: yes_no(each.withdrawn_at is None)),
    ]

    def rows(self) -> Any:
        rows = self.listings.select_related("distribution")
        return rows.order_by(by_name("product__title"), "pk")

    def get_index_results_url(self) -> str:
        return self.room_url("listings_found", self.distribution.uid)

    def get_index_url(self) -> str:
        return self.done_url(None)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"add_url": self.room_url("list_goods", self.distribution.uid)}


class ListingsFound(Listings):
    route, url_name = "<uuid:uid>/ventes/resultats/", "listings_found"
    results_only = True


class ListGoods(_AtOne, ButtonView):
    route, url_name = "<uuid:uid>/ventes/ajouter/", "list_goods"
    service = staticmethod(list_usual_goods)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"distribution": self.distribution}

    def told(self, result: Sequence[Listing]) -> str:
        n = len(result)
        said = ngettext("%(n)s product was put on sale.", "%(n)s products were put on sale.", n)
        return said % {"n": n}


class ListingForm(forms.Form):
    """Price and quantity only where the collective may edit the product."""

    price = price_field()
    quota = quantity_field(label=_("quantity for sale"), help_text=_("Empty: no limit."))
    is_featured = forms.BooleanField(label=_("featured"), required=False)
    is_offered = forms.BooleanField(label=_("on sale"), required=False)

    def __init__(self, *args: Any, listing: Listing, may_edit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = BaseUnit(listing.product.base_unit)
        self.may_edit = may_edit
        if not may_edit:
            del self.fields["price"], self.fields["quota"]

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or {})
        if self.may_edit:
            quota = read_quantity(self, "quota", self.unit)
            typed |= {"quota": quota, "with_quota": "quota" in self.changed_data}
        return typed


class ChangeListing(_AtOne, ServiceView):
    route, url_name = "<uuid:uid>/ventes/<uuid:listing>/", "listing"
    is_change = True
    form_class = ListingForm
    service = staticmethod(change_listing)
    refusal_fields = {InvalidPrice: "price", QuotaBelowOrdered: "quota"}

    @cached_property
    def listing(self) -> Listing:
        found: Listing = self.found(self.listings, "listing")
        return found

    @cached_property
    def may_edit(self) -> bool:
        editable = sellers_editable(self.collective)
        return editable.filter(pk=self.listing.product.seller_id).exists()

    def get_page_title(self) -> str:
        return self.listing.product.name

    @property
    def intro(self) -> str:
        return "" if self.may_edit else str(_("Only the farm changes its price and quantity."))

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"listing": self.listing, "may_edit": self.may_edit}
        return super().get_form_kwargs() | more

    def get_initial(self) -> dict[str, Any]:
        quota, unit = self.listing.quota, BaseUnit(self.listing.product.base_unit)
        return {
            "price": self.listing.price,
            "quota": "" if quota is None else input_value(max(quota, 0), unit),
            "is_featured": self.listing.is_featured,
            "is_offered": self.listing.withdrawn_at is None,
        }

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "listing": self.listing}
