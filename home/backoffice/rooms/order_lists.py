"""What managers print of a distribution: the list for the door, the sheets of its sellers.

On a screen they are read a page at a time; to print they are whole, sent while they are read.
"""

from collections.abc import Iterator
from itertools import batched
from typing import Any, ClassVar

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from commons.core.streams import filled, mark, streamed
from commons.core.viewsets import RoomPage
from home.backoffice.base import OfDistribution
from shop.order.models import Order
from shop.order.selectors import with_facts_of_lines
from shop.reporting.pages import page_of, sheets_page, slice_of
from shop.reporting.prints import ROWS_AT_ONCE, sheets_to_print


class OrdersOfDistribution(OfDistribution):
    distribution_name = "distribution"

    @property
    def orders(self) -> Any:
        """By number, those that were cancelled too."""
        return Order.objects.filter(distribution=self.distribution).order_by("short_number")


class _Printed(OrdersOfDistribution, RoomPage):
    template_name: ClassVar[Any]
    print_name: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        """What the page says above and below its rows."""
        return {
            "distribution": self.distribution,
            "zone": self.collective.zone,
            "made_at": timezone.now(),
            "print_url": self.room_url(self.print_name, self.distribution.uid),
        }


class _ToPrint(_Printed, View):
    """The same page, whole: `rows` go where the template has `rows`."""

    def get(self, request: HttpRequest, **_named: object) -> StreamingHttpResponse:
        follow = mark()
        page = render_to_string(self.template_name, {**self.facts(), "rows": follow}, request)
        return streamed(filled(page, follow, self.rows()))

    def rows(self) -> Iterator[str]:
        raise NotImplementedError


class _Door(_Printed):
    """The orders by number, to tick at the door."""

    template_name: ClassVar[Any] = "backoffice/print_orders.html"
    print_name = "print_whole_list"

    def facts(self) -> dict[str, Any]:
        standing = self.orders.standing().order_by()
        total = Coalesce(Sum("total_cents"), 0)
        counted: dict[str, int] = standing.aggregate(orders_count=Count("*"), total_cents=total)
        return super().facts() | counted


class DoorList(_Door, TemplateView):
    route, url_name = "<uuid:distribution>/liste/", "print_list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = self.facts()
        page = page_of(facts["orders_count"], self.request.GET.get("page"))
        orders = with_facts_of_lines(self.orders.standing())[slice_of(page)]
        return super().get_context_data(**kwargs) | facts | {"page": page, "orders": list(orders)}


class DoorListToPrint(_Door, _ToPrint):
    route, url_name = "<uuid:distribution>/liste/impression/", "print_whole_list"

    def rows(self) -> Iterator[str]:
        orders = with_facts_of_lines(self.orders.standing())
        for some in batched(orders.iterator(chunk_size=ROWS_AT_ONCE), ROWS_AT_ONCE):
            yield render_to_string("backoffice/door_rows.html", {"orders": some})


class _OfSellers(_Printed):
    """Every seller's sheet, each on its own paper."""

    template_name: ClassVar[Any] = "backoffice/print_sheets.html"
    print_name = "print_all_sheets"


class Sheets(_OfSellers, TemplateView):
    route, url_name = "<uuid:distribution>/fiches/", "print_sheets"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.request.GET.get("page")
        shown = sheets_page(self.distribution, number, timezone.now())
        facts = {"page": shown.page, "lists": shown.lists}
        return super().get_context_data(**kwargs) | self.facts() | facts


class SheetsToPrint(_OfSellers, _ToPrint):
    route, url_name = "<uuid:distribution>/fiches/impression/", "print_all_sheets"

    def rows(self) -> Iterator[str]:
        return sheets_to_print(self.distribution, timezone.now())
