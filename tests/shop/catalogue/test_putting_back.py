"""A product off sale, and back."""

import pytest

from shop.catalogue.exceptions import AlreadyOnSale, NotOnSale
from shop.catalogue.models import Product
from shop.catalogue.services import restore_product, withdraw_product
from shop.listings.models import Listing
from tests.factories import MONDAY, make_listing, make_product

pytestmark = pytest.mark.django_db


def test_a_product_that_was_taken_off_sale_is_offered_again() -> None:
    listing = make_listing()
    withdraw_product(product=listing.product, actor=None, now=MONDAY)
    assert not Listing.objects.offered().exists()

    restore_product(product=listing.product, actor=None, now=MONDAY)

    assert Listing.objects.offered().get() == listing


def test_what_is_on_sale_is_not_put_back() -> None:
    product = make_product()

    with pytest.raises(AlreadyOnSale):
        restore_product(product=product, actor=None, now=MONDAY)


def test_what_is_off_sale_is_not_taken_off_again() -> None:
    product = make_product(is_public=False)

    with pytest.raises(NotOnSale):
        withdraw_product(product=Product.objects.get(pk=product.pk), actor=None, now=MONDAY)
