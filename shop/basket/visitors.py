"""How long a visitor's baskets are kept: as long as the cookie that opens them."""

from datetime import datetime, timedelta

from commons.core.locking import write
from shop.basket.models import Basket

KEPT = timedelta(days=30)
# Who looks again within this is not noted again: looking must not write each time.
NOTED_AGAIN = timedelta(hours=1)
PRUNED_AT_ONCE = 500


def keep_baskets(*, token: str, now: datetime) -> None:
    """Keep the baskets of a token for another thirty days: their visitor is here.

    Without a transaction, which on SQLite would wait for whoever writes, at each look.
    """
    late = Basket.objects.filter(token=token, touched_at__lt=now - NOTED_AGAIN)
    if late.exists():
        late.update(touched_at=now)


@write
def prune_visitors_baskets(*, now: datetime) -> int:
    """Delete visitors' baskets that nobody touched for `KEPT`; a batch, counted."""
    # One that is being filled at this moment is locked, and thus not old.
    old = Basket.objects.select_for_update(skip_locked=True, no_key=False).filter(
        token__isnull=False, touched_at__lt=now - KEPT
    )
    ids = list(old.order_by("touched_at").values_list("pk", flat=True)[:PRUNED_AT_ONCE])
    if ids:
        Basket.objects.filter(pk__in=ids).delete()
    return len(ids)
