"""The panels of Wagtail's home page: the next distribution, and what waits for somebody."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from commons.collectives.legal import missing
from commons.collectives.models import Network
from distributions.models import Attendance
from distributions.states import state_of
from home.backoffice.labels import STATES
from home.backoffice.rooms.mails import not_arrived
from home.backoffice.selectors import current_distribution, farms_engaged
from home.backoffice.tenancy import current_collective
from shop.order.withdrawal import unanswered


class NextDistribution(Component):
    """The one that comes next, else the last that was; seven queries at most."""

    name = "next_distribution"
    template_name = "backoffice/next_distribution.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        collective = current_collective(parent_context["request"])
        if collective is None:
            return {}
        now = timezone.now()
        coming = current_distribution(collective, now)
        answers = Attendance.objects.filter(distribution=coming).exclude(state="unanswered")
        silent = farms_engaged(collective).exclude(pk__in=answers.values("farm"))
        return {
            "collective": collective,
            "distribution": coming,
            "zone": collective.zone,
            "state": STATES[state_of(coming, now)] if coming else "",
            "lost": not_arrived(collective).count(),
            "withdrawals": unanswered(collective).count(),
            "unsaid": missing(collective),
            "silent": silent.count() if coming and coming.ends_at > now else 0,
        }


class MissingOfNetwork(Component):
    """What the network's legal page lacks, for its administrators."""

    name = "missing_of_network"
    template_name = "backoffice/missing_of_network.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        network = Network.objects.first()
        return {"unsaid": missing(network) if network else []}
