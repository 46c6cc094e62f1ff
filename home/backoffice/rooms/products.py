"""Produits: of the farms that are engaged now or pause, and the collective's own."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from commons.core.alphabet import by_name
from commons.core.money import format_euros
from commons.core.refusals import Refused
from commons.core.viewsets import ServiceView
from home.backoffice.base import InCollective, Room, SearchedRows, WithChoices
from home.backoffice.labels import yes_no
from home.backoffice.product_services import add_product, change_product, put_back
from home.backoffice.rooms.product_form import NewProductForm, ProductForm, initial_of
from home.backoffice.selectors import sellers_editable, sellers_engaged, sellers_paused
from shop.catalogue.goods import Goods
from shop.catalogue.models import Product
from shop.catalogue.services import withdraw_product
from shop.partner.exceptions import InvalidPrice, NotStocked


def stock_of(product: Any) -> str:
    """What is there of a stock that lasts and what is promised of it, else how it is counted."""
    if product.in_stock is None:
        return str(product.get_stock_mode_display())
    goods: Goods = product.goods_at(product.price)
    words = goods.words
    facts = {
        "stock": words(product.in_stock),
        "promised": words(product.allocated or 0),
        "short": words(product.short_by),
    }
    if product.short_by:
        return str(_("%(stock)s (promised: %(promised)s, missing: %(short)s)") % facts)
    if product.allocated:
        return str(_("%(stock)s (promised: %(promised)s)") % facts)
    return facts["stock"]


class Products(SearchedRows):
    page_title = _("Products")
    search_fields: ClassVar[Sequence[str]] = ("title", "seller__farm__name")

    @cached_property
    def columns(self) -> Sequence[Column]:
        editable = set(sellers_editable(self.collective).values_list("pk", flat=True))

        paused = set(sellers_paused(self.collective).values_list("pk", flat=True))

        def on_sale(product: Product) -> str:
            pauses = product.is_public and product.seller_id in paused
            return str(_("the farm pauses")) if pauses else str(yes_no(product.is_public))

        def url(product: Product) -> str | None:
            may = product.seller_id in editable
            return self.room_url("edit", product.uid) if may else None

        return [
            TitleColumn("title", label=_("name"), get_url=url),
            Column("seller_name", label=_("seller")),
            Column("aisle", label=_("aisle")),
            Column("price", label=_("price"), accessor=lambda each: format_euros(each.price)),
            Column("stock", label=_("stock"), accessor=stock_of),
            Column("public", label=_("on sale"), accessor=on_sale),
        ]

    def rows(self) -> Any:
        rows = Product.objects.filter(seller__in=sellers_engaged(self.collective))
        rows = rows.select_related("seller__farm", "seller__collective", "aisle")
        record = "stockrecords__"
        return rows.annotate(
            price=F(f"{record}price"),
            in_stock=F(f"{record}num_in_stock"),
            allocated=F(f"{record}num_allocated"),
            short_by=F(f"{record}short_by"),
        ).order_by(by_name("title"), "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Add a product"), url=self.room_url("add"), icon_name="plus")]


class ProductsFound(Products):
    """The same list without the page around it, while one types a search."""

    route, url_name = "resultats/", "results"
    results_only = True


class _Describing(WithChoices):
    refusal_fields = {InvalidPrice: "price", NotStocked: "stock"}

    def show(self, refused: Refused, form: Any) -> None:
        """How it is counted follows from how it is sold: one field says both."""
        if getattr(refused, "field", "") in ("base_unit", "sale_mode"):
            form.add_error("sale", str(refused))
        else:
            super().show(refused, form)


class AddProduct(_Describing):
    route, url_name = "ajouter/", "add"
    page_title = submit_label = _("Add a product")
    form_class = NewProductForm
    service = staticmethod(add_product)


class _OfProduct(InCollective, ServiceView):
    @cached_property
    def product(self) -> Product:
        mine = Product.objects.filter(seller__in=sellers_editable(self.collective))
        found: Product = self.found(
            mine.select_related("seller__farm", "seller__collective", "aisle", "picture")
        )
        return found

    def get_page_title(self) -> str:
        return self.product.name


class ChangeProduct(_OfProduct, _Describing):
    route, url_name = "<uuid:uid>/", "edit"
    is_change = True
    form_class = ProductForm
    service = staticmethod(change_product)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"product": self.product}

    def get_initial(self) -> dict[str, Any]:
        offer = self.product.standing_offers.filter(collective=self.collective).first()
        return initial_of(self.product, usual_quota=offer.usual_quota if offer else None)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**super().arguments(typed), "product": self.product}

    @cached_property
    def header_buttons(self) -> list[Any]:
        uid = self.product.uid
        if self.product.is_public:
            url = self.room_url("withdraw", uid)
            return [HeaderButton(_("Take off sale"), url=url, icon_name="no-view")]
        url = self.room_url("restore", uid)
        return [HeaderButton(_("Put back on sale"), url=url, icon_name="view")]


class _Turning(_OfProduct):
    """On sale, or off: nothing to fill in."""

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"product": self.product}


class WithdrawProduct(_Turning):
    route, url_name = "<uuid:uid>/retirer/", "withdraw"
    submit_label = _("Take off sale")
    submit_class = "button serious"
    intro = _("It is no longer offered anywhere, also at open distributions; orders of it stand.")
    service = staticmethod(withdraw_product)


class RestoreProduct(_Turning):
    route, url_name = "<uuid:uid>/remettre/", "restore"
    submit_label = _("Put back on sale")
    intro = _("It is offered again where it usually is, also at the dates its farm comes to.")
    service = staticmethod(put_back)


class ProductsRoom(Room):
    name = "products"
    segment = "produits"
    icon = "tag"
    menu_label = _("Products")
    menu_order = 50
    pages = (
        *(Products, ProductsFound, AddProduct, ChangeProduct),
        *(WithdrawProduct, RestoreProduct),
    )
