"""The mail that confirms an order carries what one needs at the distribution, and the terms."""

from datetime import timedelta

import pytest

from commons.core.models import OutboxMail
from distributions.models import Distribution
from shop.catalogue.models import Container
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_listing,
    make_member,
    make_network,
    make_place,
    make_product,
)
from tests.ordering import buy, fill, order_of
from tests.written import write_mails

pytestmark = pytest.mark.django_db


def bodies() -> list[str]:
    """Both bodies of the last mail."""
    write_mails()
    mail = OutboxMail.objects.latest("pk")
    return [mail.text, mail.html]


def place_of_two_doors(**fields: object) -> Distribution:
    collective = make_collective(**fields)
    place = make_place(collective, opening_notes="Entrée par la cour.")
    return make_distribution(collective, place=place)


def test_two_places_on_one_day_differ_in_the_subject() -> None:
    collective = make_collective()
    places = [make_place(collective, name=name) for name in ("Halle", "Gare")]

    for place in places:
        buy({make_listing(distribution=make_distribution(collective, place=place)): 1})

    write_mails()
    subjects = OutboxMail.objects.order_by("pk").values_list("subject", flat=True)
    assert [subject.partition(" du ")[2] for subject in subjects] == [
        "vendredi 27 novembre, Halle",
        "vendredi 27 novembre, Gare",
    ]


def test_it_says_how_to_get_in_and_when_it_was_placed() -> None:
    buy({make_listing(distribution=place_of_two_doors()): 1})

    for words in bodies():
        assert "Entrée par la cour." in words
        assert "Commande passée le lundi 23 novembre à 10\xa0h." in words


def test_it_carries_the_terms_in_their_version() -> None:
    distribution = place_of_two_doors(name="Le Panier", terms="Payez au retrait.", terms_version=3)

    buy({make_listing(distribution=distribution): 1})

    for words in bodies():
        assert "Conditions de vente de Le Panier, version 3" in words
        assert "Payez au retrait." in words


def test_terms_that_hold_since_are_not_those_of_the_order() -> None:
    distribution = place_of_two_doors(terms="Payez au retrait.")
    buy({make_listing(distribution=distribution): 1})
    collective = distribution.collective
    collective.terms, collective.terms_version = "Payez par chèque.", 2
    collective.save()

    for words in bodies():
        assert "Payez" not in words


def test_it_names_the_containers_of_the_order_before() -> None:
    jar = Container.objects.create(network=make_network(), name="bocal", deposit_cents=50)
    collective = make_collective()
    in_jars = make_listing(make_product(container=jar), make_distribution(collective))
    week_after = make_distribution(
        collective, FRIDAY + timedelta(days=7), opens_at=MONDAY - timedelta(days=1)
    )
    household = make_member(collective)
    buy({in_jars: 3}, household)

    order_of(fill({make_listing(distribution=week_after): 1}, household))

    for words in bodies():
        assert "À rapporter, si vous les avez encore" in words
        assert "3 × bocal" in words


def test_nothing_is_brought_back_to_a_first_distribution() -> None:
    jar = Container.objects.create(network=make_network(), name="bocal", deposit_cents=50)

    buy({make_listing(make_product(container=jar)): 3})

    for words in bodies():
        assert "À rapporter, si" not in words
