"""O07: closing fires once.

Windows: closed 1 min ago with automatic notification; closing in 1 min; closed 1 min ago without
automatic notification. The closing job mails the producers of the first only and marks it
processed.

Case of openfoodfoundation/openfoodnetwork. The difference: there is no switch; the third window is
one whose closing was processed already.
"""

from datetime import timedelta

import pytest

from shop.partner.sellers import seller_of
from shop.reporting.models import Closing
from shop.reporting.services import process_due_closings
from tests.factories import MONDAY, make_attendance, make_distribution, make_farm
from tests.listed import letters

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_only_the_closed_and_unprocessed_one_is_told_and_only_once() -> None:
    closed, closing, processed = make_farm(), make_farm(), make_farm()
    for farm, closes_at in ((closed, MONDAY - MINUTE), (closing, MONDAY + MINUTE)):
        make_attendance(make_distribution(closes_at=closes_at), farm)
    before = make_distribution(closes_at=MONDAY - MINUTE)
    make_attendance(before, processed)
    seller = seller_of(processed)
    Closing.objects.create(
        distribution=before, seller=seller, closes_at=MONDAY - MINUTE, processed_at=MONDAY
    )

    first = process_due_closings(now=MONDAY)
    second = process_due_closings(now=MONDAY)

    assert (first, second) == (1, 0)
    assert [len(letters(farm, MONDAY)) for farm in (closed, closing, processed)] == [1, 0, 0]
    assert Closing.objects.get(seller__farm=closed).processed_at == MONDAY
