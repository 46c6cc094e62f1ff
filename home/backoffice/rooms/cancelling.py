"""A date is cancelled: who is touched, why, one button."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commons.core.dates import day_long
from commons.core.money import format_euros
from commons.core.viewsets import ServiceView
from home.backoffice.base import OfDistribution
from home.backoffice.services import Cancelled, cancel_date
from shop.order.models import Order
from shop.reporting.cancelling import farms_expected


class CancelForm(forms.Form):
    """Why, and how many orders the page showed: others may have come meanwhile."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=200,
        help_text=_("Customers and farms read it: what happened, and what they can do."),
    )
    orders = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CancelDate(OfDistribution, ServiceView):
    """Its orders are cancelled with it, and everybody is told once."""

    route, url_name = "<uuid:uid>/annuler/", "cancel"
    page_title = _("Cancel the distribution")
    submit_label = _("Cancel it and tell everybody")
    submit_class = "button serious"
    form_class = CancelForm
    service = staticmethod(cancel_date)

    def get_page_subtitle(self) -> str:
        place = self.distribution.place.name
        return f"{day_long(self.distribution.starts_at, self.collective.zone)}, {place}"

    @cached_property
    def touched(self) -> tuple[int, int]:
        """How many orders stand, for how many cents."""
        orders = Order.objects.standing().filter(distribution=self.distribution)
        found = orders.aggregate(cents=Sum("total_cents"))
        return orders.count(), found["cents"] or 0

    @property
    def intro(self) -> str:
        n, cents = self.touched
        farms = len(farms_expected(self.distribution))
        sold = ngettext("%(n)s order", "%(n)s orders", n) % {"n": n}
        coming = ngettext("%(n)s farm", "%(n)s farms", farms) % {"n": farms}
        return gettext(
            "It touches %(orders)s (%(amount)s) and %(farms)s: the orders are cancelled, their "
            "goods given back, and each is told by e-mail. This cannot be undone."
        ) % {"orders": sold, "amount": format_euros(cents), "farms": coming}

    def get_initial(self) -> dict[str, Any]:
        return {"orders": self.touched[0]}

    def show(self, refused: Any, form: Any) -> None:
        """Where orders came meanwhile the page shows how many, and asks again."""
        super().show(refused, form)
        form.data = {**dict(form.data.items()), "orders": str(self.touched[0])}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "distribution": self.distribution}

    def told(self, result: Cancelled) -> str:
        sold = ngettext("%(n)s order", "%(n)s orders", result.orders) % {"n": result.orders}
        farms = ngettext("%(n)s farm", "%(n)s farms", result.farms) % {"n": result.farms}
        return gettext(
            "The distribution is cancelled, with %(orders)s; %(farms)s are told, and so is "
            "everybody who had ordered or chosen something."
        ) % {"orders": sold, "farms": farms}

    def done_url(self, _result: Any) -> str:
        return self.room_url("detail", self.distribution.uid)
