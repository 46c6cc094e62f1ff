"""What a manager types about an order: why, and other quantities."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commons.core.quantities import BaseUnit, QuantityError, input_value
from commons.core.quantity_messages import quantity_message
from shop.basket.quantities import typed_quantity
from shop.basket.services import open_basket
from shop.listings.models import Listing
from shop.order.drafts import Wish, draft_of
from shop.order.models import Order


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("It is sent to the customer.")
    )


class ProductField(forms.ModelChoiceField[Listing]):
    def label_from_instance(self, obj: Listing) -> str:
        return str(obj.product.name)


class ChangeForm(ReasonForm):
    """A quantity for each product of the order, as the product counts; one more, if listed."""

    product = ProductField(
        label=_("product to add"),
        queryset=Listing.objects.none(),
        required=False,
        to_field_name="uid",
    )
    quantity = forms.CharField(label=_("its quantity"), max_length=20, required=False)
    tells_customer = forms.BooleanField(
        label=_("tell the customer by e-mail"), required=False, initial=True
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        basket = open_basket(household=order.household, distribution=order.distribution)
        self.wishes = [wish for wish in draft_of(basket, order).wishes if wish.held]
        for wish in self.wishes:
            self.fields[_field(wish)] = forms.CharField(
                label=f"{wish.product.name} ({wish.goods.unit_label})",
                max_length=20,
                initial=input_value(wish.held, wish.goods.base_unit),
                help_text=wish.product.seller.name,
            )
        self.order_fields([*map(_field, self.wishes), "product", "quantity"])
        product = self.fields["product"]
        assert isinstance(product, ProductField)  # noqa: S101  (declared above)
        product.queryset = self._others(order)

    def _others(self, order: Order) -> QuerySet[Listing]:
        """What the distribution offers and the order does not hold."""
        held = [wish.listing.pk for wish in self.wishes]
        rows = (
            Listing.objects.filter(distribution=order.distribution).offered().exclude(pk__in=held)
        )
        listings: QuerySet[Listing] = rows.select_related("product").order_by("product__title")
        return listings

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for wish in self.wishes:
            self._read(_field(wish), wish.listing)
        if data.get("product"):
            self._read("quantity", data["product"])
        if not self.errors:
            data["wanted"] = self.wanted()
        return data

    def wanted(self) -> dict[int, int]:
        """Base units by listing id, of what is not as it was."""
        wanted = {wish.listing.pk: self.cleaned_data[_field(wish)] for wish in self.wishes}
        if listing := self.cleaned_data.get("product"):
            wanted[listing.pk] = self.cleaned_data["quantity"]
        return wanted

    def _read(self, name: str, listing: Listing) -> None:
        """Put the base units of what was typed in its place, or say what is wrong with it."""
        if name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = typed_quantity(listing.product, self.cleaned_data[name])
        except QuantityError as error:
            self.add_error(name, quantity_message(error, BaseUnit(listing.product.base_unit)))


def _field(wish: Wish) -> str:
    return f"q-{wish.listing.uid}"
