"""A product's picture, through the form of the product, and what the shop shows of it."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pytest_django import Settings

from commons.core.models import CollectifsImage
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.selectors import shop_listings
from tests.factories import make_collective, make_distribution, make_listing, make_product
from tests.home.backoffice.test_products import typed
from tests.managing import manager_of, office
from tests.pictures import drawn, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def own_listing() -> Listing:
    """Of goods that the collective sells itself."""
    distribution = make_distribution()
    product = make_product(farm=None, collective=distribution.collective)
    return make_listing(product, distribution)


def change(client: Client, product: Product, **fields: object) -> dict[str, list[str]]:
    """The errors of the form; none where it was saved."""
    values = typed(product.seller.owner, sale="piece", usual_quota="") | fields
    reply = client.post(f"{office(product.seller.owner)}/produits/{product.uid}/", values)
    product.refresh_from_db()
    return {} if reply.status_code == 302 else dict(reply.context["form"].errors)


def test_a_product_gets_a_picture_that_its_card_and_its_page_show() -> None:
    listing = own_listing()
    client = manager_of(listing.collective)

    errors = change(
        client,
        listing.product,
        picture=sent(drawn("JPEG", (800, 600))),
        picture_text="Trois poireaux sur une table",
    )

    assert errors == {}
    row = shop_listings(listing.distribution)[0]
    assert row.small_picture
    assert row.large_picture
    page = client.get(
        f"/{listing.collective.slug}/boutique/{listing.distribution.slug}"
        f"/produits/{listing.product.uid}/"
    ).content.decode()
    assert row.large_picture in page
    assert 'alt="Trois poireaux sur une table"' in page
    with default_storage.open(row.small_picture) as file, Image.open(file) as small:
        assert (small.format, small.size) == ("WEBP", (224, 168))


def test_a_new_product_comes_with_its_picture() -> None:
    collective = make_collective()

    reply = manager_of(collective).post(
        f"{office(collective)}/produits/ajouter/", typed(collective, picture=sent(drawn("PNG")))
    )

    assert reply.status_code == 302, reply.context["form"].errors
    assert Product.objects.get().picture.title == "Poireaux"


def test_another_picture_takes_the_place_of_the_first_which_goes() -> None:
    listing = own_listing()
    client = manager_of(listing.collective)
    change(client, listing.product, picture=sent(drawn("JPEG")))
    first = CollectifsImage.objects.get()

    change(client, listing.product, picture=sent(drawn("PNG")))

    assert CollectifsImage.objects.get() == listing.product.picture != first


def test_a_picture_that_another_product_shows_stays() -> None:
    listing = own_listing()
    client = manager_of(listing.collective)
    change(client, listing.product, picture=sent(drawn("JPEG")))
    make_product("Carottes", farm=None, collective=listing.collective,
                 picture=listing.product.picture)  # fmt: skip

    change(client, listing.product, picture_removed="on")

    assert listing.product.picture is None
    assert CollectifsImage.objects.count() == 1


def test_what_a_picture_shows_is_said_anew_and_the_picture_stays() -> None:
    listing = own_listing()
    client = manager_of(listing.collective)
    change(client, listing.product, picture=sent(drawn("JPEG")))
    picture = CollectifsImage.objects.get()

    change(client, listing.product, picture_text="Une botte")

    assert listing.product.picture == picture
    picture.refresh_from_db()
    assert picture.description == "Une botte"
    shown = client.get(
        f"{office(listing.collective)}/produits/{listing.product.uid}/"
    ).content.decode()
    assert 'alt="Une botte"' in shown
    assert "picture_removed" in shown


def test_a_file_that_is_no_picture_is_told_beside_its_field_and_changes_nothing() -> None:
    listing = own_listing()

    errors = change(
        manager_of(listing.collective),
        listing.product,
        title="Autre nom",
        picture=sent(b"%PDF-1.7", "photo.jpg"),
    )

    assert "image" in errors["picture"][0]
    assert listing.product.title != "Autre nom"
    assert listing.product.picture is None


def test_a_picture_beside_another_error_has_to_be_chosen_again() -> None:
    listing = own_listing()

    errors = change(
        manager_of(listing.collective),
        listing.product,
        price="beaucoup",
        picture=sent(drawn("JPEG")),
    )

    assert set(errors) == {"price", "picture"}
    assert not CollectifsImage.objects.exists()


def test_more_than_a_request_may_bring_is_told_in_french(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    collective = own_listing().collective
    client = manager_of(collective)

    reply = client.post(f"{office(collective)}/produits/ajouter/", {"picture": sent(bytes(2000))})

    assert reply.status_code == 400
    assert "trop lourd" in reply.content.decode()
