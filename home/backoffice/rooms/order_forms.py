"""What a manager types about an order: why, and other quantities."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commons.core.alphabet import by_name
from commons.core.quantities import BaseUnit, QuantityError, input_value
from commons.core.quantity_messages import quantity_message
from shop.basket.quantities import typed_quantity
from shop.listings.models import Listing
from shop.order.drafts import Wish, held_draft
from shop.order.exceptions import ReasonMissing
from shop.order.models import Order
from shop.order.seen import Seen


class ReasonForm(forms.Form):
    """Why, and what the form showed of the order, which is compared before anything changes."""

    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("The customer reads it on the order.")
    )
    tells_customer = forms.BooleanField(
        label=_("tell the customer by e-mail"), required=False, initial=True
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = held_draft(order)
        self.fields["seen"].initial = str(self.draft.shown)

    def clean_seen(self) -> Seen:
        return Seen.parse(self.cleaned_data["seen"])

    def show_anew(self) -> None:
        """Show the order as it is by now; what was typed stays."""
        self.data = {**dict(self.data.items()), "seen": str(self.draft.shown)}


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

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, order=order, **kwargs)
        # Asked for where something is changed, beside what else is wrong with it.
        self.fields["reason"].required = False
        self.wishes = self.draft.wishes
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
        listings: QuerySet[Listing] = rows.select_related("product").order_by(
            by_name("product__title"), "pk"
        )
        return listings

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for wish in self.wishes:
            self._read(_field(wish), wish.listing)
        product = data.get("product")
        if product and not data.get("quantity"):
            self.add_error("quantity", _("How much of it?"))
        elif product:
            self._read("quantity", product)
        elif data.get("quantity"):
            self.add_error("product", _("Of which product?"))
        wanted = self.wanted()
        if wanted and not data.get("reason"):
            self.add_error("reason", ReasonMissing.sentence)
        return {**data, "wanted": wanted}

    def wanted(self) -> dict[int, Any]:
        """By listing id, of what was typed anew: the rest stays as it is by now.

        Base units, once nothing is wrong with them.
        """
        wanted = {
            wish.listing.pk: self.cleaned_data.get(_field(wish))
            for wish in self.wishes
            if self._is_typed(wish)
        }
        if listing := self.cleaned_data.get("product"):
            wanted[listing.pk] = self.cleaned_data.get("quantity")
        return wanted

    def show_anew(self) -> None:
        """The quantities too, but for those that were typed."""
        untouched = {
            _field(wish): input_value(wish.held, wish.goods.base_unit)
            for wish in self.wishes
            if not self._is_typed(wish)
        }
        super().show_anew()
        self.data = {**dict(self.data.items()), **untouched}

    def _is_typed(self, wish: Wish) -> bool:
        """Whether a quantity is another than the form showed."""
        line = Seen.parse(self.data.get("seen", "")).lines.get(str(wish.listing.uid))
        return line is None or self.data.get(_field(wish), "").strip() != line.quantity

    def _read(self, name: str, listing: Listing) -> None:
        """Put the base units of what was typed in its place, or say what is wrong with it."""
        if name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = typed_quantity(listing.product, self.cleaned_data[name])
        except QuantityError as error:
            self.add_error(name, quantity_message(error, BaseUnit(listing.product.base_unit)))


def field_about(form: forms.Form, listing: str) -> str | None:
    """The field of a listing (its uid); of one that is added, that of its quantity."""
    if f"q-{listing}" in form.fields:
        return f"q-{listing}"
    return "quantity" if listing and "quantity" in form.fields else None


def _field(wish: Wish) -> str:
    return f"q-{wish.listing.uid}"
