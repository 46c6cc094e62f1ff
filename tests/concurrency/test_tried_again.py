"""Two services that hold the same rows in opposite orders both come to an end."""

from functools import partial
from threading import Event

import pytest
from django.db.models import F

from commons.core.locking import write
from shop.listings.models import Listing
from tests.concurrency.meeting import PATIENCE
from tests.concurrency.threads import together
from tests.factories import make_listing

pytestmark = pytest.mark.django_db(transaction=True)


@write
def order_both(first: Listing, second: Listing, *, holds: Event, other_holds: Event) -> None:
    """Badly written: the order of its rows is the caller's."""
    Listing.objects.filter(pk=first.pk).update(ordered=F("ordered") + 1)
    holds.set()
    other_holds.wait(PATIENCE)
    Listing.objects.filter(pk=second.pk).update(ordered=F("ordered") + 1)


def test_a_deadlock_is_tried_again_and_counts_once() -> None:
    one, other = make_listing(), make_listing()
    events = Event(), Event()

    together(
        [
            partial(order_both, one, other, holds=events[0], other_holds=events[1]),
            partial(order_both, other, one, holds=events[1], other_holds=events[0]),
        ]
    )

    assert set(Listing.objects.values_list("ordered", flat=True)) == {2}
