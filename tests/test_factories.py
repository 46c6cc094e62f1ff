"""The factories give what their names say."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_listing_can_be_ordered_on_monday() -> None:
    listing = f.make_listing()

    open_listings = type(listing).objects.offered().open_at(f.MONDAY)

    assert list(open_listings) == [listing]
