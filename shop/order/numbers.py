"""The two numbers of an order: an opaque one for the world, a short one for its distribution."""

import secrets
from base64 import b32encode

from django.db.models import F

from distributions.models import Distribution

NUMBER_BYTES = 10


def new_number() -> str:
    """An unguessable number of 16 letters and digits."""
    return b32encode(secrets.token_bytes(NUMBER_BYTES)).decode()


def next_short_number(distribution: Distribution) -> int:
    """The next number of the distribution, never given twice.

    Inside the placing transaction, as late as can be: whoever else orders here waits from now on.
    """
    row = Distribution.objects.filter(pk=distribution.pk)
    row.update(last_order_number=F("last_order_number") + 1)
    return int(row.values_list("last_order_number", flat=True).get())
