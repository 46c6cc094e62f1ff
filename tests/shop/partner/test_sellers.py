"""What a seller answers, be it a farm or a collective with goods of its own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from commons.collectives.models import CollectiveVatStatus, Role
from farms.models import Farm, VatRegime
from shop.partner.models import Partner
from shop.partner.querysets import named
from shop.partner.sellers import Terms, addressees, seller_of, terms_of, vat_regime
from tests.factories import (
    FRIDAY,
    make_collective,
    make_engagement,
    make_farm,
    make_farm_member,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_farm_and_a_collective_are_one_seller_each_however_often_asked() -> None:
    farm, collective = make_farm(), make_collective()

    first, second = seller_of(farm), seller_of(collective)

    assert (seller_of(farm), seller_of(collective)) == (first, second)
    assert [(each.owner, each.is_collective) for each in (first, second)] == [
        (farm, False),
        (collective, True),
    ]


@pytest.mark.parametrize("both", [True, False])
def test_a_seller_is_a_farm_or_a_collective(both: bool) -> None:
    owners = {"farm": make_farm(), "collective": make_collective()} if both else {}

    with pytest.raises(IntegrityError):
        Partner.objects.create(**owners)


def test_a_renamed_farm_is_a_renamed_seller() -> None:
    farm = make_farm("Pré Joli")
    seller_of(farm)

    Farm.objects.filter(pk=farm.pk).update(name="Pré du Haut", slug="pre-du-haut")

    seller = Partner.objects.get(farm=farm)
    assert (seller.name, str(seller), seller.slug) == ("Pré du Haut", "Pré du Haut", "pre-du-haut")


def test_the_database_names_sellers_as_python_does() -> None:
    sellers = [seller_of(make_farm("Pré Joli")), seller_of(make_collective("Vallée claire"))]

    found = Partner.objects.values_list(named("", "name"), named("", "slug"))

    assert list(found) == [(seller.name, seller.slug) for seller in sellers]


def test_farms_stand_by_name_and_the_collective_last() -> None:
    sellers = [
        seller_of(make_collective("Alouettes")),
        seller_of(make_farm("Verger")),
        seller_of(make_farm("Moulin")),
    ]

    names = [seller.name for seller in sorted(sellers, key=lambda seller: seller.sort_key)]

    assert names == ["Moulin", "Verger", "Alouettes"]


def test_a_collective_withholds_from_farms_and_nothing_from_itself() -> None:
    collective, usual, special = make_collective(), make_farm(), make_farm()
    make_engagement(usual, collective)
    make_engagement(special, collective, commission_rate=Decimal(4))
    sellers = [seller_of(each) for each in (usual, special, collective)]

    terms = terms_of(set(sellers), collective, FRIDAY)

    assert [terms[seller.pk] for seller in sellers] == [
        Terms(Decimal(7), VatRegime.REAL),
        Terms(Decimal(4), VatRegime.REAL),
        Terms(None, VatRegime.FRANCHISE),
    ]


def test_an_association_is_taxed_while_it_is_liable() -> None:
    collective = make_collective()
    seller = seller_of(collective)
    for liable, since in ((True, date(2026, 1, 1)), (False, FRIDAY)):
        CollectiveVatStatus.objects.create(collective=collective, liable=liable, since=since)

    days = (date(2025, 12, 31), FRIDAY - timedelta(days=1), FRIDAY)

    assert [vat_regime(seller, day) for day in days] == ["franchise", "real", "franchise"]


def test_the_active_persons_of_a_farm_are_told_else_its_address() -> None:
    farm, lonely = make_farm(), make_farm(email="moulin@fermes.example")
    jeanne, paul = make_farm_member(farm), make_farm_member(farm, "prepares")
    make_farm_member(farm, user=make_user(is_active=False))

    assert list(addressees(seller_of(farm))) == [jeanne, paul]
    assert addressees(seller_of(lonely)) == ["moulin@fermes.example"]
    assert addressees(seller_of(make_farm(email=""))) == []


def test_of_a_collectives_own_goods_its_managers_are_told_else_its_address() -> None:
    collective = make_collective(contact_email="bonjour@collectif.example")
    make_role(collective, Role.CASHIER)

    assert addressees(seller_of(collective)) == ["bonjour@collectif.example"]

    manager = make_role(collective, Role.MANAGER)

    assert addressees(seller_of(collective)) == [manager]
