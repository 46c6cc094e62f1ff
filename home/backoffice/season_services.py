"""Calendars as a whole: what a manager plans, with what the collective says once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.services import set_school_zone
from commons.core.locking import write
from distributions.models import DistributionSeries
from distributions.services import create_series


@write
def plan_season(
    *, collective: Collective, plan: Mapping[str, Any], actor: User, now: datetime
) -> DistributionSeries:
    """Plan a calendar; its school zone becomes the collective's, where that had none.

    ``plan`` is what ``create_series`` takes. Raises what it does.
    """
    zone = plan["school_zone"]
    if zone and not collective.school_zone:
        set_school_zone(collective=collective, school_zone=zone, actor=actor, now=now)
    return create_series(collective=collective, actor=actor, now=now, **plan)
