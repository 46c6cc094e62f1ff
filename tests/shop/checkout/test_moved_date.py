"""A date moved to another day or place: former addresses lead to the new one, and say so."""

import pytest
from django.test import Client

from distributions.models import FormerSlug
from shop.listings.models import Listing
from tests.factories import make_listing
from tests.reading import read

pytestmark = pytest.mark.django_db

TOLD = "Cette distribution a été déplacée\u00a0: elle a lieu désormais vendredi 27 novembre"


@pytest.fixture
def listing() -> Listing:
    made = make_listing(quota=5)
    date = made.distribution
    FormerSlug.objects.create(distribution=date, collective=date.collective, slug="avant")
    return made


@pytest.mark.parametrize("room", ["boutique", "panier"])
def test_whoever_comes_by_the_former_address_reads_where_it_is_now(
    client: Client, listing: Listing, room: str
) -> None:
    slug = listing.distribution.collective.slug

    page = client.get(f"/{slug}/{room}/avant/", follow=True)

    assert page.redirect_chain == [(f"/{slug}/{room}/{listing.distribution.slug}/", 301)]
    assert TOLD in read(page)


def test_a_quantity_sent_there_is_not_said_to_be_kept(client: Client, listing: Listing) -> None:
    slug, field = listing.distribution.collective.slug, f"q-{listing.uid}"

    page = client.post(f"/{slug}/boutique/avant/", {field: "2"}, follow=True)

    assert TOLD in read(page)
    assert "Ce que vous venez de choisir n’a pas été gardé\u00a0: choisissez-le ici" in read(page)


def test_the_script_is_told_to_send_the_form(client: Client, listing: Listing) -> None:
    slug = listing.distribution.collective.slug

    by_script = {"x-requested-with": "XMLHttpRequest"}
    answer = client.post(f"/{slug}/boutique/avant/", {f"q-{listing.uid}": "2"}, headers=by_script)

    assert answer.status_code == 410
