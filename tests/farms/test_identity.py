"""A farm's identity, people, VAT regime and certificates."""

from datetime import date
from typing import Any

import pytest

from commons.core.phones import IncompletePhone
from farms.exceptions import InvalidDates, InvalidSiret
from farms.models import Farm, FarmMember, VatRegime
from farms.permissions import farms_of, manages
from farms.selectors import vat_regime_on, vat_regimes_on
from farms.services import (
    add_certification,
    add_farm_member,
    create_farm,
    remove_farm_member,
    set_vat_regime,
)
from tests.factories import MONDAY, make_farm, make_label, make_user

pytestmark = pytest.mark.django_db
PREPARES = FarmMember.Role.PREPARES
MANAGES = FarmMember.Role.MANAGES


def create(**fields: Any) -> Farm:
    return create_farm(**{"name": "Ferme du Pré-Long", "now": MONDAY} | fields)


def test_a_farm_has_an_address_from_its_name() -> None:
    assert create().slug == "ferme-du-pre-long"
    assert create().slug == "ferme-du-pre-long-2"
    assert create(name="Les Œufs d’Élise").slug == "les-oeufs-d-elise"
    assert create(name="★").slug == "ferme"


def test_numbers_are_kept_in_one_form() -> None:
    farm = create(siret="732 829 320 00074", phone="06 39 98 12 34")

    assert (farm.siret, farm.phone) == ("73282932000074", "+33639981234")


def test_a_wrong_siret_is_refused() -> None:
    with pytest.raises(InvalidSiret):
        create(siret="732 829 320 00075")

    assert not Farm.objects.exists()


def test_half_a_phone_number_is_refused() -> None:
    with pytest.raises(IncompletePhone):
        create(phone="06 39")


def test_a_regime_without_a_date_always_held() -> None:
    farm = create(vat_regime=VatRegime.FRANCHISE)

    assert vat_regime_on(farm, date(2020, 1, 1)) == VatRegime.FRANCHISE


def test_a_regime_holds_from_its_day_on() -> None:
    farm = create()
    for regime, year in ((VatRegime.REAL, 2026), (VatRegime.FRANCHISE, 2024)):
        set_vat_regime(farm=farm, regime=regime, since=date(year, 1, 1), actor=None, now=MONDAY)

    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [vat_regime_on(farm, day) for day in days] == [None, "franchise", "franchise", "real"]


def test_the_regimes_of_many_farms_take_one_query(django_assert_num_queries: Any) -> None:
    farms = [make_farm() for _ in range(3)]

    with django_assert_num_queries(1):
        regimes = vat_regimes_on([farm.pk for farm in farms], date(2026, 1, 1))

    assert regimes == {farm.pk: VatRegime.REAL for farm in farms}


def test_a_person_prepares_then_manages_and_follows_into_the_group() -> None:
    farm, user = create(), make_user()

    add_farm_member(farm=farm, user=user, role=PREPARES, now=MONDAY)
    assert (list(farms_of(user)), manages(user, farm)) == ([farm], False)
    add_farm_member(farm=farm, user=user, role=MANAGES, now=MONDAY)

    assert manages(user, farm)
    assert list(farms_of(user)) == [farm]
    assert user.groups.get().name == "ferme:ferme-du-pre-long"


def test_a_person_who_goes_leaves_the_group() -> None:
    farm, user = create(), make_user()
    add_farm_member(farm=farm, user=user, role=MANAGES, now=MONDAY)
    add_farm_member(farm=farm, user=make_user(), role=MANAGES, now=MONDAY)

    remove_farm_member(farm=farm, user=user, actor=None, now=MONDAY)

    assert not farms_of(user).exists()
    assert not user.groups.exists()


def certify(farm: Farm, first: date, last: date) -> None:
    add_certification(farm=farm, label=make_label(), valid_from=first, valid_until=last, now=MONDAY)


def test_a_certificate_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidDates):
        certify(create(), date(2026, 7, 1), date(2026, 6, 30))
