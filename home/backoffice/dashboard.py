"""The panels of Wagtail's home page: what waits, what comes, what was sold; the first evening."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from commons.collectives.legal import missing
from commons.collectives.models import Collective, Network
from distributions.models import Attendance, Distribution
from distributions.presentation import detail_of
from home.backoffice.charts import chart_of
from home.backoffice.first_evening import steps_of
from home.backoffice.rooms.mails import not_arrived
from home.backoffice.selectors import distributions_of, farms_engaged
from home.backoffice.tenancy import current_collective
from shop.order.withdrawal import unanswered
from shop.reporting.figures import compared, latest_dates, with_sales
from shop.reporting.periods import month_of

COMING, PAST = 4, 8


class Overview(Component):
    """What is due, the next distributions, and the sales of the month; in eight queries at most."""

    name = "overview"
    template_name = "backoffice/overview.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        collective = current_collective(parent_context["request"])
        if collective is None:
            return {}
        now = timezone.now()
        coming = list(with_sales(distributions_of(collective).upcoming(now))[:COMING])
        return {
            "collective": collective,
            "zone": collective.zone,
            "coming": [(each, detail_of(each, now)) for each in coming],
            "silent": _silent(collective, coming),
            "lost": not_arrived(collective).count(),
            "withdrawals": unanswered(collective).count(),
            "unsaid": missing(collective),
            "steps": [] if any(each.sold_orders for each in coming) else steps_of(collective, now),
            **_sold(collective, now),
        }


def _silent(collective: Collective, coming: list[Distribution]) -> int:
    """How many farms have not answered for the next date."""
    if not coming:
        return 0
    answers = Attendance.objects.filter(distribution=coming[0]).exclude(state="unanswered")
    return farms_engaged(collective).exclude(pk__in=answers.values("farm")).count()


def _sold(collective: Collective, now: datetime) -> dict[str, Any]:
    month = month_of(timezone.localdate(now, collective.zone))
    latest = latest_dates(collective, now, PAST)
    return {
        "compared": compared(collective, month),
        "month": month,
        "latest": latest,
        "chart": chart_of(latest, now),
        "figures_url": reverse("backoffice_figures:index", args=[collective.slug]),
        "members_url": reverse("backoffice_members:index", args=[collective.slug]),
    }


class MissingOfNetwork(Component):
    """What the network's legal page lacks, for its administrators."""

    name = "missing_of_network"
    template_name = "backoffice/missing_of_network.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        network = Network.objects.first()
        return {"unsaid": missing(network) if network else []}
