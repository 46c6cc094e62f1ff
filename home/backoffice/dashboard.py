"""The panel of Wagtail's home page: the next distribution, and what it still waits for."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

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
            "silent": silent.count() if coming and coming.ends_at > now else 0,
        }
