"""What a build came to: counts, seconds and memory."""

import resource
import time
from collections.abc import Iterator

from django.db import connection

from commons.accounts.models import Household
from commons.collectives.models import Collective
from commons.core.typography import NBSP
from distributions.models import Distribution
from farms.models import Farm
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.order.models import Line, Order


def report(started: float) -> Iterator[str]:
    """Lines to print; `started` is of `time.monotonic()`."""
    for name, model in (
        ("Collectives", Collective),
        ("Farms", Farm),
        ("Products", Product),
        ("Households", Household),
        ("Distributions", Distribution),
        ("Listings", Listing),
        ("Orders", Order),
        ("Lines of orders", Line),
    ):
        yield f"   {name:<34}{model._default_manager.count():>8}"
    seconds = time.monotonic() - started
    yield f"   {'Time taken':<34}{seconds:>8.0f}{NBSP}s"
    yield f"   {'Most memory held':<34}{peak_memory():>8.0f}{NBSP}MiB"


def peak_memory() -> float:
    """The most memory that this process has held, in MiB (Linux counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def gather_statistics() -> None:
    """PostgreSQL plans by statistics, which it would gather on its own some minutes later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
