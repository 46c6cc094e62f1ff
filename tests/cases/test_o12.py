"""O12: double submit.

The same checkout is sent twice at once. The second waits for the first; the result is one completed
order and one payment.

Case of openfoodfoundation/openfoodnetwork. Payments come later: one pays at pick-up. Sent at once
by threads, it is tested in tests/concurrency.
"""

from typing import Any

import pytest
from django.core import mail

from shop.order.models import Order
from tests.factories import make_listing
from tests.ordering import draft_beside, fill, order_of

pytestmark = pytest.mark.django_db


def test_the_same_form_sent_twice_is_one_order(django_capture_on_commit_callbacks: Any) -> None:
    listing = make_listing(quota=9)
    basket = fill({listing: 2})
    seen = draft_beside(basket).shown

    with django_capture_on_commit_callbacks(execute=True):
        first, second = (order_of(basket, seen) for _ in range(2))

    listing.refresh_from_db()
    assert first == second == Order.objects.get()
    assert (listing.ordered, len(mail.outbox)) == (2, 1)


def test_another_form_of_the_same_household_is_the_same_order_too() -> None:
    listing = make_listing(quota=9)
    basket = fill({listing: 2})

    first, second = order_of(basket), order_of(basket)

    listing.refresh_from_db()
    assert first == second
    assert (first.short_number, listing.ordered) == (1, 2)
