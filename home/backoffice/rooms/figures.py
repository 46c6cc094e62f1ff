"""Ventes: what the collective sold over a period, by distribution and by seller."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from commons.core.dates import day_long
from commons.core.viewsets import RoomPage
from home.backoffice.base import InCollective, Room, date_input
from home.backoffice.charts import chart_of
from home.backoffice.tenancy import room_address
from shop.reporting import sheets
from shop.reporting.figures import compared, dates_of, sellers_of
from shop.reporting.periods import LONGEST, Period, month_of
from shop.reporting.sheets import Row, amount_cell, safe_cell

FIRST_YEAR, LAST_YEAR = 2000, 2100


class PeriodForm(forms.Form):
    """From a day to another; a year at most."""

    first = forms.DateField(label=_("from"), widget=date_input())
    last = forms.DateField(label=_("to"), widget=date_input())

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.errors:
            return typed
        if typed["last"] < typed["first"]:
            self.add_error("last", _("The last day comes before the first."))
        elif typed["first"].year < FIRST_YEAR or typed["last"].year > LAST_YEAR:
            self.add_error("first", _("Choose days from 2000 to 2100."))
        elif typed["last"] - typed["first"] > LONGEST:
            self.add_error("last", _("At most one year at a time."))
        return typed


class _OfPeriod(InCollective, RoomPage):
    """The period that the address names; else the month of today."""

    @cached_property
    def form(self) -> PeriodForm:
        asked = self.request.GET
        month = month_of(self.today)
        return PeriodForm(
            {
                "first": asked.get("first") or month.first.isoformat(),
                "last": asked.get("last") or month.last.isoformat(),
            }
        )

    @cached_property
    def period(self) -> Period:
        """A wrong one shows the month, with what is wrong beside it."""
        if not self.form.is_valid():
            return month_of(self.today)
        return Period(self.form.cleaned_data["first"], self.form.cleaned_data["last"])

    @property
    def today(self) -> date:
        return timezone.localdate(timezone.now(), self.collective.zone)

    @cached_property
    def dates(self) -> Sequence[Any]:
        return dates_of(self.collective, self.period)


class Figures(_OfPeriod, TemplateView):
    url_name = "index"
    template_name = "backoffice/figures.html"
    page_title = _("Sales")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "form": self.form,
            "period": self.period,
            "compared": compared(self.collective, self.period),
            "dates": self.dates,
            "chart": chart_of(self.dates, timezone.now()),
            "sellers": sellers_of(self.collective, self.period),
            "zone": self.collective.zone,
            "members_url": room_address(self.request, "members:index"),
            "sheet_url": self.room_url("sheet"),
        }


class Sheet(_OfPeriod, View):
    """The same distributions for a spreadsheet."""

    route, url_name = "ventes.csv", "sheet"

    def get(self, _request: HttpRequest, **_named: object) -> StreamingHttpResponse:
        now = timezone.now()
        rows = chain(self.rows(), [sheets.made(now, self.collective.zone)])
        answer = StreamingHttpResponse(sheets.encoded(rows), content_type="text/csv")
        name = f"ventes-{self.period.first}-{self.period.last}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def rows(self) -> Iterator[Row]:
        yield [str(_("Date")), str(_("Place")), str(_("Orders")), str(_("Amount (€)"))]
        for each in self.dates:
            day = day_long(each.starts_at, self.collective.zone)
            place = safe_cell(str(each.place))
            yield [f"{day} {each.day.year}", place, each.sold_orders, amount_cell(each.sold_cents)]


class FiguresRoom(Room):
    name = "figures"
    segment = "ventes"
    icon = "history"
    menu_label = _("Sales")
    menu_order = 35
    pages: ClassVar[Sequence[type[View]]] = (Figures, Sheet)
