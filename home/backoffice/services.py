"""Operations of a manager that take several services: all of it, or nothing."""

from datetime import datetime

from django.db import transaction

from collectifs.accounts.models import User
from distributions.models import Distribution, PickupPlace
from distributions.services import move_slot
from home.backoffice.exceptions import HasOrders


@transaction.atomic
def correct_distribution(
    *,
    distribution: Distribution,
    place: PickupPlace,
    starts_at: datetime,
    ends_at: datetime,
    opens_at: datetime | None,
    closes_at: datetime | None,
    actor: User,
    now: datetime,
) -> Distribution:
    """Correct a date before anybody ordered. Raises ``HasOrders`` and what ``move_slot`` does."""
    row = Distribution.objects.select_for_update(no_key=True).get(pk=distribution.pk)
    if row.last_order_number:
        raise HasOrders
    return move_slot(
        distribution=distribution,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_at=opens_at,
        closes_at=closes_at,
        actor=actor,
        now=now,
    )
