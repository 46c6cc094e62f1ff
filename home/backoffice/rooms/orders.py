"""Commandes: those of a distribution, by number; one of them, and what is cancelled of it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commons.core.dates import day_long, day_short
from commons.core.money import format_euros
from commons.core.refusals import Refused
from commons.core.search import fold
from commons.core.viewsets import NOTHING_CHANGED, RoomPage, RowsView, ServiceView
from home.backoffice.base import InCollective, Room, RowLink
from home.backoffice.rooms.order_forms import ChangeForm, ReasonForm, field_about
from home.backoffice.rooms.order_lists import (
    DoorList,
    DoorListToPrint,
    OrdersOfDistribution,
    Sheets,
    SheetsToPrint,
)
from home.backoffice.rooms.withdrawals import AnswerWithdrawal, Withdrawals
from home.backoffice.selectors import current_distribution
from home.backoffice.tenancy import room_address
from shop.order.exceptions import NotAsShown, NotPossible, ReasonMissing, ReasonTooLong
from shop.order.models import Line, Order
from shop.order.selectors import by_seller, deposit_cents
from shop.order.services import cancel_line, cancel_order, change_order

TOLD = _("The customer is told by e-mail.")
NOT_TOLD = _("The customer is not told.")
MOST_WORDS = 10


class Entrance(InCollective, RoomPage, TemplateView):
    """Leads to the orders of the next distribution, else of the last."""

    url_name = "index"
    template_name = "backoffice/no_orders.html"
    page_title = _("Orders")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = current_distribution(self.collective, timezone.now())
        if found:
            return HttpResponseRedirect(self.room_url("orders", found.uid))
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer


class Orders(OrdersOfDistribution, RowsView):
    route, url_name = "<uuid:distribution>/", "orders"
    is_searchable = True
    paginate_by = 50
    columns: ClassVar[Sequence[Column]] = [
        Column("short_number", label=_("No.")),
        RowLink(
            "name",
            label=_("name"),
            url_name="orders:detail",
        ),
        Column("total", label=_("amount"), accessor=lambda each: format_euros(each.total_cents)),
        Column("state", label=_("state"), accessor=lambda each: state_words(each)),
    ]

    def get_page_title(self) -> str:
        day = day_short(self.distribution.starts_at, self.collective.zone)
        return str(_("Orders, %(day)s") % {"day": day})

    def rows(self) -> Any:
        return self.orders

    def search_queryset(self, queryset: Any) -> Any:
        """By number, else by the words of a name, whatever their order and the accents.

        The database looks through thousands.
        """
        wanted = self.search_query.strip() if self.is_searching else ""
        if wanted.isdecimal():
            return queryset.filter(short_number=int(wanted[:9]))
        # No name has more words; a database refuses a question of a thousand parts.
        words = [Q(folded_name__contains=word) for word in fold(wanted).split()[:MOST_WORDS]]
        return queryset.filter(*words)

    def get_index_url(self) -> str:
        return self.room_url("orders", self.distribution.uid)

    def get_index_results_url(self) -> str:
        return self.room_url("results", self.distribution.uid)

    @cached_property
    def header_buttons(self) -> list[Any]:
        uid = self.distribution.uid
        detail = room_address(self.request, "distributions:detail", uid)
        return [
            HeaderButton(_("List by number"), url=self.room_url("print_list", uid)),
            HeaderButton(_("Farms’ sheets"), url=self.room_url("print_sheets", uid)),
            HeaderButton(_("Withdrawals"), url=self.room_url("withdrawals")),
            HeaderButton(_("Distribution"), url=detail, icon_name="calendar-alt"),
        ]


class OrdersFound(Orders):
    route, url_name = "<uuid:distribution>/resultats/", "results"
    results_only = True


def state_words(order: Order) -> str:
    return str(_("cancelled") if order.cancelled_at else "")


class _OfOrder(InCollective, RoomPage):
    viewset: Any

    @cached_property
    def order(self) -> Order:
        rows = Order.objects.of(self.collective)
        rows = rows.select_related("distribution__place", "collective", "household", "user")
        found: Order = self.found(rows)
        return found

    def crumbs(self) -> list[dict[str, object]]:
        day = day_long(self.order.distribution.starts_at, self.collective.zone)
        return [{"url": self.room_url("orders", self.order.distribution.uid), "label": day}]

    def done_url(self, _result: Any) -> str:
        return self.room_url("detail", self.order.uid)


class OrderPage(_OfOrder, TemplateView):
    """Who ordered what, and what happened to it since."""

    route, url_name = "commande/<uuid:uid>/", "detail"
    template_name = "backoffice/order.html"

    def get_page_title(self) -> str:
        words = {"number": self.order.short_number, "name": self.order.name}
        return str(_("No. %(number)s, %(name)s") % words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        lines = list(self.order.lines.select_related("seller"))
        return context | {
            "order": self.order,
            "zone": self.collective.zone,
            "sellers": by_seller(lines),
            "deposit_cents": 0 if self.order.cancelled_at else deposit_cents(lines),
            "events": self.order.events.select_related("actor"),
        }


class _ServiceOfOrder(_OfOrder, ServiceView):
    """A form about an order: it changes only what it showed."""

    refusal_fields: ClassVar[Mapping[type[Refused], str]] = {
        ReasonMissing: "reason",
        ReasonTooLong: "reason",
    }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"order": self.order}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.is_told = form.cleaned_data["tells_customer"]
        return super().form_valid(form)

    def told(self, result: Order) -> str:
        done = _("The order is cancelled.") if result.cancelled_at else self.success_message
        return f"{done} {TOLD if self.is_told else NOT_TOLD}"

    def show(self, refused: Refused, form: forms.Form) -> None:
        if isinstance(refused, NotPossible):
            for listing, sentence in refused.sentences.items():
                form.add_error(field_about(form, listing), sentence)
            return None
        if not isinstance(refused, NotAsShown):
            return super().show(refused, form)
        for difference in refused.differences:
            form.add_error(None, difference)
        form.add_error(None, _("The order changed meanwhile. Nothing is saved: check, then send."))
        self.__dict__.pop("order")
        fresh = self.get_form()
        fresh.show_anew()
        form.fields, form.data = fresh.fields, fresh.data
        return None


class ChangeOrder(_ServiceOfOrder):
    """Lower, raise, add and cancel products of an order, with one reason and one mail."""

    route, url_name = "commande/<uuid:uid>/modifier/", "change"
    form_class = ChangeForm
    service = staticmethod(change_order)
    submit_label = _("Change the order")
    success_message = _("Changed.")
    intro = _("0 takes a product out. What was ordered stays beside what is due.")

    def get_page_title(self) -> str:
        return str(_("Change order no. %(number)s") % {"number": self.order.short_number})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.order.cancelled_at:
            messages.warning(request, _("It was cancelled before: nothing changed."))
            return HttpResponseRedirect(self.done_url(None))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if form.cleaned_data["wanted"]:
            return super().form_valid(form)
        messages.info(self.request, NOTHING_CHANGED)
        return HttpResponseRedirect(self.done_url(None))

    def perform(self, typed: Mapping[str, Any]) -> Any:
        return change_order(
            order=self.order,
            wanted=typed["wanted"],
            reason=typed["reason"],
            seen=typed["seen"],
            tells_customer=typed["tells_customer"],
            actor=self.manager,
            now=timezone.now(),
        )


class _Cancelling(_ServiceOfOrder):
    """With a reason that is sent; what is cancelled already is not cancelled again."""

    submit_class = "button serious"
    success_message = _("The product is cancelled.")
    form_class = ReasonForm

    def is_cancelled(self) -> bool:
        return self.order.cancelled_at is not None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_cancelled():
            messages.warning(request, _("It was cancelled before: nothing changed."))
            return HttpResponseRedirect(self.done_url(None))
        return super().dispatch(request, *args, **kwargs)


class CancelOrder(_Cancelling):
    route, url_name = "commande/<uuid:uid>/annuler/", "cancel"
    submit_label = _("Cancel the order")
    service = staticmethod(cancel_order)

    def get_page_title(self) -> str:
        return str(_("Cancel order no. %(number)s") % {"number": self.order.short_number})

    @property
    def intro(self) -> str:
        amount = format_euros(self.order.total_cents)
        said = _("All of it is cancelled (%(amount)s) and its stock comes back.")
        return str(said % {"amount": amount})

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "order": self.order}


class CancelLine(_Cancelling):
    route, url_name = "commande/<uuid:uid>/lignes/<uuid:line>/annuler/", "cancel_line"
    actor_argument = "by"
    submit_label = _("Cancel the product")
    service = staticmethod(cancel_line)

    def is_cancelled(self) -> bool:
        return super().is_cancelled() or not self.line.due_quantity

    @cached_property
    def line(self) -> Line:
        found: Line = self.found(self.order.lines.select_related("order"), "line")
        return found

    def get_page_title(self) -> str:
        return str(_("Cancel %(product)s") % {"product": self.line.title})

    @property
    def intro(self) -> str:
        due = list(self.order.lines.counted())
        own = [line.due_quantity for line in due if line.listing_id == self.line.listing_id]
        said = (
            _("%(quantity)s of order no. %(number)s; the rest of the order stands.")
            if len(own) < len(due)
            else _("%(quantity)s, all of order no. %(number)s: the order is cancelled.")
        )
        quantity = self.line.goods.words(sum(own))
        return str(said % {"quantity": quantity, "number": self.order.short_number})

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "line": self.line}


class OrdersRoom(Room):
    name = "orders"
    segment = "commandes"
    icon = "clipboard-list"
    menu_label = _("Orders")
    menu_order = 20
    pages: ClassVar[Sequence[type[View]]] = (
        *(Entrance, Orders, OrdersFound, DoorList, DoorListToPrint, Sheets, SheetsToPrint),
        *(OrderPage, ChangeOrder, CancelOrder, CancelLine, Withdrawals, AnswerWithdrawal),
    )
