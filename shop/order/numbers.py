"""The two numbers of an order: an opaque one for the world, a short one for its distribution."""

import secrets
from base64 import b32encode

from django.db import connection

from distributions.models import Distribution

NUMBER_BYTES = 10
# One statement, which Django's `update()` cannot write: the others wait for this row.
NEXT = (
    f"UPDATE {Distribution._meta.db_table} SET last_order_number = last_order_number + 1"  # noqa: S608
    " WHERE id = %s RETURNING last_order_number"
)


def new_number() -> str:
    """An unguessable number of 16 letters and digits."""
    return b32encode(secrets.token_bytes(NUMBER_BYTES)).decode()


def next_short_number(distribution: Distribution) -> int:
    """The next number of the distribution, never given twice.

    Inside the placing transaction, as late as can be: whoever else orders here waits from now on.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [distribution.pk])
        (number,) = cursor.fetchone()
    return int(number)
