"""Withdrawals of customers: which wait for an answer, and that one was given."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from commons.core.dates import closing, day_short
from commons.core.money import format_euros
from commons.core.viewsets import RowsView, ServiceView
from home.backoffice.base import InCollective, RowLink
from shop.order.models import Withdrawal
from shop.order.withdrawal import goods_of
from shop.order.withdrawal_services import answer_withdrawal


class Withdrawals(InCollective, RowsView):
    """Those that wait first, then the answered ones."""

    route, url_name = "retractations/", "withdrawals"
    page_title = _("Withdrawals")
    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "name",
            label=_("name"),
            accessor="order.name",
            url_name="orders:withdrawal",
        ),
        Column("number", label=_("order"), accessor="order.short_number"),
        Column("day", label=_("distribution"), accessor=lambda made: _day(made)),
        Column("at", label=_("received"), accessor=lambda made: _moment(made, made.made_at)),
        Column("state", label=_("state"), accessor=lambda made: _state(made)),
    ]

    def rows(self) -> Any:
        rows = Withdrawal.objects.filter(order__collective=self.collective)
        related = rows.select_related("order__distribution", "order__collective")
        return related.order_by(F("answered_at").desc(nulls_first=True), "-made_at", "pk")


def _day(made: Withdrawal) -> str:
    return day_short(made.order.distribution.starts_at, made.order.collective.zone)


def _moment(made: Withdrawal, at: Any) -> str:
    return closing(at, made.order.collective.zone)


def _state(made: Withdrawal) -> str:
    if made.answered_at is None:
        return str(_("to answer"))
    return str(_("answered, %(at)s")) % {"at": _moment(made, made.answered_at)}


class AnswerWithdrawal(InCollective, ServiceView):
    """What was given up, and the button that says that the household has its answer."""

    route, url_name = "retractations/<uuid:uid>/", "withdrawal"
    submit_label = _("Note as answered")
    service = staticmethod(answer_withdrawal)
    success_message = _("Noted: the household has its answer.")

    @cached_property
    def withdrawal(self) -> Withdrawal:
        rows = Withdrawal.objects.filter(order__collective=self.collective)
        related = rows.select_related(
            "order__distribution", "order__collective", "order__user", "answered_by"
        )
        found: Withdrawal = self.found(related)
        return found

    def get_page_title(self) -> str:
        words = {"number": self.withdrawal.order.short_number, "name": self.withdrawal.order.name}
        return str(_("Withdrawal, no. %(number)s, %(name)s") % words)

    def crumbs(self) -> list[dict[str, object]]:
        return [{"url": self.room_url("withdrawals"), "label": Withdrawals.page_title}]

    @property
    def intro(self) -> Any:
        made, order = self.withdrawal, self.withdrawal.order
        rows = (
            (row.title, row.goods.words(row.quantity), row.seller_name, format_euros(row.cents))
            for row in goods_of(made)
        )
        state = f"{_moment(made, made.made_at)} · {_state(made)}"
        written = order.user.email if order.user else ""
        return format_html(
            '{}<br>{}<br><a href="{}">{}</a> · <a href="mailto:{}">{}</a>',
            state,
            format_html_join("", "{}, {}, {}, {}<br>", rows),
            self.room_url("detail", order.uid),
            _("See the order"),
            written,
            written,
        )

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "withdrawal": self.withdrawal}

    def done_url(self, _result: Any) -> str:
        return self.room_url("withdrawals")
