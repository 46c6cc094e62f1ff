"""Products and what is on sale at a date, through the screens."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from commons.collectives.models import Collective
from commons.core.quantities import BaseUnit
from farms.models import Farm
from farms.services import pause_engagement
from shop.catalogue.models import Product
from shop.listings.facts import record_facts
from shop.listings.models import StockMove
from shop.listings.services import mark_present, offer_usually
from tests.factories import (
    MONDAY,
    make_aisle,
    make_attendance,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
)
from tests.managing import manager_of, office
from tests.ordering import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def typed(seller: Farm | Collective, **fields: Any) -> dict[str, Any]:
    return {
        "seller": seller.uid,
        "title": "Poireaux",
        "aisle": make_aisle().uid,
        "sale": "kilo",
        "unit_label": "le kilo",
        "noun_one": "kilo",
        "noun_many": "kilos",
        "price": "3,20",
        "vat_rate": "5.5",
        "stock_mode": "per_distribution",
        "usual_quota": "12,5",
        "keeping": "ambient",
        "allergen_statement": "not_stated",
        **fields,
    }


def make_open_farm(collective: Collective) -> Farm:
    """Engaged, and managers edit its products."""
    farm = make_farm()
    make_engagement(farm, collective, may_edit_catalogue=True)
    return farm


def test_a_product_is_made_offered_and_listed_where_its_farm_comes() -> None:
    distribution = make_distribution()
    farm = make_open_farm(distribution.collective)
    make_attendance(distribution, farm)

    reply = manager_of(distribution.collective).post(
        f"{office(distribution.collective)}/produits/ajouter/", typed(farm)
    )

    assert reply.status_code == 302, reply.context["form"].errors
    listing = distribution.listings.get()
    product = listing.product
    assert (product.base_unit, product.step, product.farm) == (BaseUnit.GRAM, 500, farm)
    assert (listing.price, listing.quota) == (Decimal("3.20"), 12_500)


def test_errors_stand_beside_their_fields_and_nothing_is_stored() -> None:
    collective = make_collective()
    client = manager_of(collective)
    farm = make_open_farm(collective)

    reply = client.post(
        f"{office(collective)}/produits/ajouter/", typed(farm, vat_rate="", usual_quota="douze")
    )
    again = client.post(f"{office(collective)}/produits/ajouter/", typed(farm, vat_rate=""))

    assert list(reply.context["form"].errors) == ["usual_quota"]
    assert list(again.context["form"].errors) == ["vat_rate"]
    assert "douze" in reply.content.decode()
    assert not Product.objects.exists()


def test_a_product_is_changed_and_keeps_what_the_form_does_not_show() -> None:
    collective = make_collective()
    farm = make_open_farm(collective)
    product = make_product(farm=farm, variety="Nantaise")
    values = typed(farm, title="Carottes", sale="piece", unit_label="la botte", price="2,90")

    reply = manager_of(collective).post(
        f"{office(collective)}/produits/{product.uid}/", values | {"usual_quota": "12"}
    )

    assert reply.status_code == 302, reply.context["form"].errors
    product.refresh_from_db()
    assert (product.title, product.variety) == ("Carottes", "Nantaise")
    assert product.stockrecords.get().price == Decimal("2.90")
    assert product.standing_offers.get().usual_quota == 12


def test_the_price_that_the_collective_has_of_its_own_stays() -> None:
    collective = make_collective()
    product = make_product(farm=None, collective=collective)
    own = Decimal("2.50")
    offer_usually(product=product, collective=collective, price=own, now=MONDAY)

    manager_of(collective).post(
        f"{office(collective)}/produits/{product.uid}/",
        typed(collective, sale="piece", usual_quota="3"),
    )

    assert product.standing_offers.get().price == own
    assert product.standing_offers.get().usual_quota == 3


def test_how_it_is_sold_does_not_change() -> None:
    collective = make_collective()
    product = make_product(collective=collective, farm=None)

    reply = manager_of(collective).post(
        f"{office(collective)}/produits/{product.uid}/", typed(collective, usual_quota="")
    )

    assert "sale" in reply.context["form"].errors


def test_a_farm_that_does_not_allow_it_is_read_only() -> None:
    collective, farm = make_collective(), make_farm()
    make_engagement(farm, collective)
    make_farm_member(farm)
    product = make_product("Carottes des sables", farm=farm)
    client = manager_of(collective)

    assert "Carottes des sables" in client.get(f"{office(collective)}/produits/").content.decode()
    assert client.get(f"{office(collective)}/produits/{product.uid}/").status_code == 404
    refused = client.post(f"{office(collective)}/produits/ajouter/", typed(farm))
    assert "seller" in refused.context["form"].errors


def test_the_product_of_a_farm_that_pauses_is_listed_and_says_so() -> None:
    collective = make_collective()
    farm = make_farm()
    engagement = make_engagement(farm, collective, may_edit_catalogue=True)
    pause_engagement(engagement=engagement, actor=None, now=MONDAY)
    client = manager_of(collective)

    client.post(f"{office(collective)}/produits/ajouter/", typed(farm, title="Panais"))
    page = client.get(f"{office(collective)}/produits/").content.decode()

    assert "Panais" in page
    assert "la ferme est en pause" in page


def test_a_new_product_is_nobodys_until_its_seller_is_chosen() -> None:
    collective = make_collective()
    make_open_farm(collective)

    page = manager_of(collective).get(f"{office(collective)}/produits/ajouter/")

    field = BeautifulSoup(page.content, "html.parser").select_one("select[name=seller]")
    assert field is not None
    assert [option["value"] for option in field.select("option[selected]")] == [""]


def test_products_of_other_collectives_are_not_listed() -> None:
    product = make_product("Farine du Plateau", farm=None, collective=make_collective())
    collective = make_collective()
    client = manager_of(collective)

    assert product.name not in client.get(f"{office(collective)}/produits/").content.decode()
    assert client.get(f"{office(collective)}/produits/{product.uid}/retirer/").status_code == 404


def test_a_product_is_taken_off_sale() -> None:
    collective = make_collective()
    product = make_product(collective=collective, farm=None)

    manager_of(collective).post(f"{office(collective)}/produits/{product.uid}/retirer/")

    product.refresh_from_db()
    assert not product.is_public


def test_a_product_is_put_back_on_sale_and_offered_again_where_its_farm_comes() -> None:
    distribution = make_distribution()
    farm = make_open_farm(distribution.collective)
    product = make_product(farm=farm, is_public=False)
    offer_usually(product=product, collective=distribution.collective, usual_quota=9, now=MONDAY)
    mark_present(distribution=distribution, farm=farm, actor=None, now=MONDAY)
    client = manager_of(distribution.collective)
    assert not distribution.listings.exists()

    client.post(f"{office(distribution.collective)}/produits/{product.uid}/remettre/")
    again = client.post(f"{office(distribution.collective)}/produits/{product.uid}/remettre/")

    assert distribution.listings.offered().get().quota == 9
    assert "déjà en vente" in again.content.decode()


def test_the_page_of_a_product_offers_the_button_that_fits() -> None:
    collective = make_collective()
    product = make_product(collective=collective, farm=None)
    client, base = manager_of(collective), f"{office(collective)}/produits/{product.uid}/"

    on_sale = client.get(base).content.decode()
    client.post(f"{base}retirer/")
    off_sale = client.get(base).content.decode()
    again = client.post(f"{base}retirer/")

    assert (f"{base}retirer/" in on_sale, f"{base}remettre/" in on_sale) == (True, False)
    assert (f"{base}retirer/" in off_sale, f"{base}remettre/" in off_sale) == (False, True)
    assert "déjà retiré" in again.content.decode()


def test_a_product_of_another_collective_is_not_put_back() -> None:
    product = make_product(farm=None, collective=make_collective(), is_public=False)

    collective = make_collective()
    reply = manager_of(collective).post(f"{office(collective)}/produits/{product.uid}/remettre/")

    assert reply.status_code == 404
    product.refresh_from_db()
    assert not product.is_public


def test_a_listing_is_priced_limited_featured_and_withdrawn() -> None:
    distribution = make_distribution()
    listing = make_listing(
        make_product(farm=make_open_farm(distribution.collective)), distribution, quota=5
    )
    buy({listing: 3})
    client = manager_of(distribution.collective)
    url = (
        f"{office(distribution.collective)}/distributions/{distribution.uid}/ventes/{listing.uid}/"
    )

    refused = client.post(url, {"price": "3", "quota": "2", "is_offered": "on"})
    client.post(url, {"price": "3", "quota": "8", "is_featured": "on"})

    assert "quota" in refused.context["form"].errors
    listing.refresh_from_db()
    assert (listing.price, listing.quota, listing.is_featured) == (Decimal(3), 8, True)
    assert listing.withdrawn_at is not None


def test_only_the_farm_prices_its_goods_but_managers_feature_them() -> None:
    listing = make_listing()
    make_farm_member(listing.product.farm)
    client = manager_of(listing.collective)

    client.post(
        f"{office(listing.collective)}/distributions/{listing.distribution.uid}/ventes/{listing.uid}/",
        {"price": "9", "is_featured": "on", "is_offered": "on"},
    )

    before = listing.price
    listing.refresh_from_db()
    assert (listing.price, listing.is_featured) == (before, True)


def test_what_is_on_sale_elsewhere_does_not_exist() -> None:
    listing = make_listing()
    collective = make_collective()
    base = f"{office(collective)}/distributions/{listing.distribution.uid}/ventes/"
    client = manager_of(collective)

    assert client.get(base).status_code == 404
    assert client.get(f"{base}{listing.uid}/").status_code == 404
    assert client.post(f"{base}ajouter/").status_code == 404


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_products_are_found_without_accents(path: str) -> None:
    collective = make_collective()
    make_product("Œufs extra-frais", farm=None, collective=collective)
    make_product("Épinards", farm=None, collective=collective)

    page = (
        manager_of(collective).get(f"{office(collective)}/produits/{path}?q=oeuf").content.decode()
    )

    assert "Œufs extra-frais" in page
    assert "Épinards" not in page


def test_a_search_finds_by_name() -> None:
    listing = make_listing()
    make_listing(make_product("Poireaux"), listing.distribution)
    client = manager_of(listing.collective)

    found = client.get(
        f"{office(listing.collective)}/distributions/{listing.distribution.uid}/ventes/?q=carotte"
    )

    assert "Carottes des sables" in found.content.decode()
    assert "Poireaux" not in found.content.decode()


def test_a_lasting_stock_says_what_is_promised_of_it_and_is_counted_below() -> None:
    collective = make_collective()
    product = make_product("Miel", farm=None, collective=collective, stock=8, stock_mode="lasting")
    listing = make_listing(product, make_distribution(collective))
    buy({listing: 5})
    client, room = manager_of(collective), f"{office(collective)}/produits/"
    form = typed(collective, sale="piece", stock_mode="lasting", usual_quota="", stock="4")

    before = client.get(f"{room}{product.uid}/").content.decode()
    reply = client.post(f"{room}{product.uid}/", form)

    assert reply.status_code == 302, reply.context["form"].errors
    assert "Sur l’étagère" in before
    assert "promis jusqu’à la fin de la distribution : 5 bottes." in plain(before)
    assert "Il manque 1 kilo." in plain(client.get(f"{room}{product.uid}/").content.decode())
    assert "4 kilos (promis : 5 kilos, il manque 1 kilo)" in plain(
        client.get(room).content.decode()
    )
    on_sale = client.get(f"{office(collective)}/distributions/{listing.distribution.uid}/ventes/")
    assert "il manque 1" in plain(on_sale.content.decode())


def test_a_shelf_below_zero_waits_to_be_counted_and_blocks_no_other_change() -> None:
    collective = make_collective()
    product = make_product("Miel", farm=None, collective=collective, stock=2, stock_mode="lasting")
    listing = make_listing(product, make_distribution(collective))
    record_facts(
        changes={listing.pk: -5}, kind=StockMove.Kind.BROKEN, reference="", actor=None, now=MONDAY
    )
    client, url = manager_of(collective), f"{office(collective)}/produits/{product.uid}/"
    shown = client.get(url).context["form"]["stock"].value()
    form = typed(collective, sale="piece", stock_mode="lasting", usual_quota="", stock=shown)

    reply = client.post(url, form | {"title": "Miel de forêt"})

    assert reply.status_code == 302, reply.context["form"].errors
    assert (shown, product.stockrecords.get().num_in_stock) == ("", -3)
    assert Product.objects.get().title == "Miel de forêt"


def test_a_quota_below_zero_stays_where_something_else_changes() -> None:
    distribution = make_distribution()
    farm = make_open_farm(distribution.collective)
    listing = make_listing(make_product(farm=farm), distribution, quota=2)
    record_facts(
        changes={listing.pk: -5}, kind=StockMove.Kind.SOLD, reference="", actor=None, now=MONDAY
    )
    client = manager_of(distribution.collective)
    url = (
        f"{office(distribution.collective)}/distributions/{distribution.uid}/ventes/{listing.uid}/"
    )
    shown = client.get(url).context["form"]["quota"].value()

    client.post(url, {"price": "3", "quota": shown, "is_featured": "on", "is_offered": "on"})

    listing.refresh_from_db()
    assert (shown, listing.quota, listing.is_featured) == ("0", -3, True)


def plain(page: str) -> str:
    """With ordinary spaces, to be read as one reads it."""
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
