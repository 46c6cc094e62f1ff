"""Hold distributions: see `docs/locks.md` for what comes before them, and after."""

from distributions.exceptions import DistributionGone
from distributions.models import Distribution


def hold(distribution: Distribution) -> Distribution:
    """The same instance, read anew and held until the end of the transaction.

    Orders give their last number under this lock. Raises ``DistributionGone``.
    """
    rows = Distribution.objects.select_for_update(no_key=True, of=("self",))
    try:
        distribution.refresh_from_db(from_queryset=rows.select_related("place", "collective"))
    except Distribution.DoesNotExist:
        raise DistributionGone from None
    return distribution
