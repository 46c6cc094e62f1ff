"""`…/produits/<uid>/`: one product of a distribution."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from commons.core.ids import uuid7
from distributions.models import FormerSlug
from shop.catalogue.models import Container
from shop.listings.models import Listing
from tests.factories import (
    MONDAY,
    make_distribution,
    make_farm,
    make_label,
    make_listing,
    make_member,
    make_network,
    make_product,
    make_user,
    make_weighed_product,
)
from tests.ordering import buy
from tests.reading import read
from tests.shop.checkout.shop_rows import make_bunch, make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def url_of(listing: Listing) -> str:
    at = listing.distribution
    return f"/{at.collective.slug}/boutique/{at.slug}/produits/{listing.product.uid}/"


def page_of(client: Client, listing: Listing) -> str:
    answer = client.get(url_of(listing))
    assert answer.status_code == 200
    return read(answer)


def test_the_page_says_what_the_product_is(client: Client) -> None:
    product = make_bunch(
        description="Semées en sable léger.",
        origin="France (Saône-et-Loire)",
        variety="Nantaise",
        ingredients="Carottes",
        season_months=[9, 10, 11, 12, 1],
    )

    page = page_of(client, make_listing(product))

    assert page.count("<h1") == 1
    for words in ("Semées en sable léger.", "Nantaise", "de septembre à janvier", "4,50\u00a0€/kg"):
        assert words in page


@pytest.mark.parametrize(
    ("statement", "allergens", "words"),
    [
        ("contains", ["milk", "gluten"], "Contient\u00a0: lait, gluten"),
        ("none", [], "Aucun des 14 allergènes à déclarer"),
        ("not_stated", [], "Non renseignés par la ferme"),
    ],
)
def test_allergens_have_three_answers(
    client: Client, statement: str, allergens: list[str], words: str
) -> None:
    product = make_product(allergen_statement=statement, allergens=allergens)

    assert words in page_of(client, make_listing(product))


def test_a_label_stands_with_its_certificate(client: Client) -> None:
    farm = make_farm()
    make_certificate(farm, make_label())
    product = make_product(farm=farm)
    product.labels.add(make_label())

    page = page_of(client, make_listing(product))

    assert "FR-BIO-01, certificat 71-2014-0318, valable jusqu’au 31 décembre 2026" in page


def test_another_producer_is_named_beside_the_seller(client: Client) -> None:
    product = make_product(farm=make_farm("Pré Joli"), produced_by="Les Œufs de Paulette")

    page = page_of(client, make_listing(product))

    assert "produit par Les Œufs de Paulette" in page
    assert "Pré Joli</a>" in page


def test_the_price_is_shared_to_the_cent(client: Client) -> None:
    farm = make_farm("Ferme des Hirondelles")

    page = page_of(client, make_listing(make_bunch(farm=farm, price=Decimal("10.00"))))

    assert "À qui va cette somme" in page
    assert "Ferme des Hirondelles\u00a0: 8,80\u00a0€ (88\u00a0%)" in page
    assert "0,70\u00a0€ (7\u00a0%)" in page
    assert "Plateforme\u00a0: 0,50\u00a0€ (5\u00a0%)" in page


def test_what_is_weighed_says_what_one_may_refuse(client: Client) -> None:
    page = page_of(client, make_listing(make_weighed_product()))

    assert "vous pouvez refuser la pièce" in page
    assert "15\u00a0%" in page


def test_a_deposit_and_an_alcohol_are_said(client: Client) -> None:
    bottle = Container.objects.create(
        network=make_network(), name="Bouteille 75 cl", deposit_cents=20
    )

    page = page_of(client, make_listing(make_product(container=bottle, is_alcohol=True)))

    assert "Bouteille 75 cl" in page
    assert "0,20\u00a0€ rendus au retour du contenant" in page
    assert "L’abus d’alcool est dangereux pour la santé" in page


@pytest.mark.parametrize(
    ("has_right", "words"), [(True, "dans les 14 jours"), (False, "pas de droit de rétractation")]
)
def test_the_right_of_withdrawal_is_said(client: Client, has_right: bool, words: str) -> None:
    product = make_product(has_withdrawal_right=has_right)

    assert words in page_of(client, make_listing(product))


def test_other_products_of_the_farm_follow(client: Client) -> None:
    distribution, farm = make_distribution(), make_farm()
    listing = make_listing(make_product("Ail", farm=farm), distribution)
    make_listing(make_product("Blettes", farm=farm), distribution)
    make_listing(make_product("Miel"), distribution)

    page = page_of(client, listing)

    assert ">Blettes</a>" in page
    assert ">Miel</a>" not in page


def test_a_product_that_is_not_offered_here_is_a_404(client: Client) -> None:
    here, elsewhere = make_listing(), make_listing()
    withdrawn = make_listing(withdrawn_at=MONDAY)
    base = url_of(here).rsplit("/", 2)[0]

    assert client.get(url_of(withdrawn)).status_code == 404
    assert client.get(f"{base}/{elsewhere.product.uid}/").status_code == 404
    assert client.get(f"{base}/{uuid7()}/").status_code == 404


def test_a_former_address_leads_to_the_product(client: Client) -> None:
    listing = make_listing()
    moved = listing.distribution
    FormerSlug.objects.create(distribution=moved, collective=moved.collective, slug="avant")

    answer = client.get(url_of(listing).replace(moved.slug, "avant"))

    assert answer.headers["Location"] == url_of(listing)


def test_whoever_holds_the_last_ones_can_still_have_fewer(client: Client) -> None:
    listing = make_listing(make_bunch(), quota=2)
    user = make_user()
    buy({listing: 2}, make_member(listing.distribution.collective, user))
    client.force_login(user)

    page = page_of(client, listing)

    assert f'name="q-{listing.uid}"' in page
    assert "Épuisé" not in page


def test_constant_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    distribution, farm = make_distribution(), make_farm()
    listings = [make_listing(make_product(farm=farm), distribution) for _n in range(20)]

    with django_assert_max_num_queries(15):
        page_of(client, listings[0])
