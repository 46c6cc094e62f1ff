"""What the data marks for the bench, chosen once a run, whatever is ordered later."""

import json
import os
from functools import cache
from pathlib import Path

from bench.budgets import LARGE
from bench.network import marks
from commons.accounts.models import User
from distributions.models import Distribution

NETWORK = os.environ.get("BENCH_NETWORK", LARGE)
SHOPS = marks.SHOPS if NETWORK == LARGE else marks.SHOPS[:2]
CUSTOMERS = 200


@cache
def _chosen() -> dict[str, list[int]]:
    """Ids, kept in the folder of the run for the processes that come later."""
    kept = Path(os.environ["BENCH_DIR"]) / "marks.json"
    if not kept.exists():
        found = {
            "shops": [marks.shop_of(count).pk for count in SHOPS],
            "lists": [_with_lists().pk],
            "customers": [each.pk for each in marks.customers(CUSTOMERS)],
        }
        kept.write_text(json.dumps(found))
    chosen: dict[str, list[int]] = json.loads(kept.read_text())
    return chosen


def _with_lists() -> Distribution:
    return marks.closing_distribution() if NETWORK == LARGE else marks.shop_of(SHOPS[-1])


def _distribution(pk: int) -> Distribution:
    found: Distribution = Distribution.objects.select_related("collective__network", "place").get(
        pk=pk
    )
    return found


def shop_of(count: int) -> Distribution:
    """The open distribution with so many listings, of `SHOPS`."""
    return _distribution(_chosen()["shops"][SHOPS.index(count)])


def closing_distribution() -> Distribution:
    """The open one with 400 orders and 30 farms; in a young network one with a few."""
    return _distribution(_chosen()["lists"][0])


def customers(number: int = CUSTOMERS) -> list[User]:
    """Members without an order, each alone in a household."""
    return list(User.objects.filter(pk__in=_chosen()["customers"][:number]).order_by("pk"))
