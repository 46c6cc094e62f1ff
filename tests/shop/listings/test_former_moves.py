"""Moves that were stored before they had a kind are named by the migration."""

from importlib import import_module

import pytest
from django.apps import apps

from shop.listings.models import StockMove
from tests.factories import MONDAY, make_listing, make_product

pytestmark = pytest.mark.django_db
migration = import_module("shop.listings.migrations.0003_name_former_moves")


def test_they_are_promises_of_the_listings_own_stock() -> None:
    listing, other = make_listing(), make_product().stockrecords.get()
    fields = {"stockrecord": other, "listing": listing, "kind": "promised", "at": MONDAY}
    for delta in (3, -2):
        StockMove.objects.create(**fields, delta=delta)

    migration.name_former_moves(apps, None)

    moves = StockMove.objects.order_by("pk").values_list("kind", "delta", "stockrecord")
    record = listing.stockrecord_id
    assert list(moves) == [("promised", 3, record), ("given_back", -2, record)]
