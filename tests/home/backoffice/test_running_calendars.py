"""A calendar that runs: other hours from a date on, stopped, resumed, one date removed."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commons.core.outbox import deliver_due
from distributions.models import Distribution, DistributionSeries, GoneDate
from distributions.services import create_series, extend_closing, move_distribution
from tests.factories import (
    MONDAY,
    PARIS,
    make_attendance,
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
    make_place,
    make_product,
)
from tests.managing import form_on, manager_of, office, send
from tests.ordering import buy, fill, user_of
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


@pytest.fixture
def series() -> DistributionSeries:
    """Of four Fridays, orders open at once."""
    place = make_place(make_collective())
    return create_series(
        collective=place.collective,
        place=place,
        first_on=date(2026, 11, 27),
        last_on=date(2026, 12, 18),
        starts_at=time(17, 30),
        ends_at=time(19, 30),
        opens_time=time(8),
        closes_time=time(12),
        opens_days_before=40,
        now=MONDAY,
    )


@pytest.fixture
def manager(series: DistributionSeries) -> Client:
    return manager_of(series.collective)


def address(series: DistributionSeries, page: str = "") -> str:
    return f"{office(series.collective)}/distributions/calendriers/{series.uid}/{page}"


def nth(series: DistributionSeries, number: int) -> Distribution:
    found: Distribution = series.distributions.select_related("place", "collective").order_by(
        "day"
    )[number]
    return found


def days(series: DistributionSeries) -> list[int]:
    return [each.day.day for each in series.distributions.order_by("day")]


def hours(series: DistributionSeries) -> list[time]:
    rows = series.distributions.order_by("day")
    return [each.starts_at.astimezone(PARIS).time() for each in rows]


def ordered(distribution: Distribution) -> str:
    """Somebody orders there; their address."""
    farm = make_farm(email="ferme@hirondelles.example")
    order = buy({make_listing(make_product("Carottes", farm=farm), distribution): 1})
    deliver_due(now=MONDAY)
    mail.outbox.clear()
    return str(user_of(order.household).email)


def change(client: Client, series: DistributionSeries, **typed: str) -> Any:
    page = address(series, "modifier/")
    place = {"place": str(series.place.uid)}
    return client.post(page, form_on(client, page) | place | typed, follow=True)


def test_its_page_says_its_rule_and_its_dates(manager: Client, series: DistributionSeries) -> None:
    page = read(manager.get(address(series)))

    assert "Chaque vendredi, du 27 novembre 2026 au 18 décembre 2026." in page
    for day in ("27 novembre", "4 décembre", "11 décembre", "18 décembre"):
        assert f"vendredi {day}</a>" in page
    assert address(series) in read(
        manager.get(f"{office(series.collective)}/distributions/calendriers/")
    )


def test_another_one_like_it_has_its_rhythm_and_hours(
    manager: Client, series: DistributionSeries
) -> None:
    series.month_weeks, series.skips_public_holidays = [1, 3], True
    series.save()
    make_distribution(series.collective, date(2027, 1, 2))
    create_series(
        collective=series.collective,
        place=make_place(series.collective),
        **{"first_on": date(2027, 2, 2), "last_on": date(2027, 2, 2)},
        **{"starts_at": time(9), "ends_at": time(10), "opens_time": time(8)},
        closes_time=time(12),
        now=MONDAY,
    )
    like_it = f"{office(series.collective)}/distributions/calendriers/ajouter/?comme={series.uid}"

    form = manager.get(like_it).context["form"]

    assert like_it in read(manager.get(address(series)))
    assert form["starts_at"].value() == time(17, 30)
    assert form["month_weeks"].value() == [1, 3]
    assert form["skips_public_holidays"].value() is True
    assert form["first_on"].value() == date(2027, 2, 5)


def test_dates_of_another_year_show_it(manager: Client, series: DistributionSeries) -> None:
    make_distribution(series.collective, date(2027, 1, 8), series=series)

    assert "vendredi 8 janvier 2027</a>" in read(manager.get(address(series)))
    assert "vendredi 8 janvier 2027" in read(
        manager.get(f"{office(series.collective)}/distributions/")
    )


def test_other_hours_hold_from_a_date_on(manager: Client, series: DistributionSeries) -> None:
    page = change(manager, series, from_on="2026-12-05", starts_at="18:00")

    assert "2 dates ont changé" in read(page)
    assert hours(series) == [time(17, 30), time(17, 30), time(18), time(18)]
    series.refresh_from_db()
    assert series.starts_at == time(18)


def test_o06_farms_follow_and_keep_a_window_of_their_own(
    manager: Client, series: DistributionSeries
) -> None:
    first = nth(series, 0)
    same = make_attendance(first, make_farm())
    own_closing = datetime(2026, 11, 25, 12, tzinfo=PARIS)
    own = make_attendance(first, make_farm(), closes_at=own_closing)

    change(manager, series, from_on="2026-11-23", closes_time="20:00", ends_at="21:00")

    same.refresh_from_db()
    own.refresh_from_db()
    assert nth(series, 0).closes_at == datetime(2026, 11, 26, 20, tzinfo=PARIS)
    assert (same.closes_at, own.closes_at) == (None, own_closing)


def test_who_ordered_is_told_once_and_the_manager_knows(
    manager: Client, series: DistributionSeries
) -> None:
    person = ordered(nth(series, 0))

    refused = change(manager, series, starts_at="18:00", ends_at="20:00")
    page = change(manager, series, starts_at="18:00", ends_at="20:00", tells="on")
    deliver_due(now=MONDAY.replace(hour=11))

    assert "ce qui a été annoncé ne change pas sans un mot" in read(refused)
    assert "4 dates ont changé" in read(page)
    told = [each for each in mail.outbox if person in each.to]
    assert len(told) == 1
    assert "18\xa0h" in str(told[0].body)


def test_a_date_with_hours_of_its_own_keeps_them(
    manager: Client, series: DistributionSeries
) -> None:
    second, third = nth(series, 1), nth(series, 2)
    late = datetime(2026, 12, 4, 10, tzinfo=PARIS)
    extend_closing(distribution=second, closes_at=late, now=MONDAY)
    assert third.opens_at
    market = datetime(2026, 12, 11, 15, tzinfo=PARIS)
    move_distribution(
        distribution=third,
        starts_at=market,
        ends_at=third.ends_at,
        opens_at=third.opens_at,
        closes_at=third.closes_at,
        now=MONDAY,
    )

    change(manager, series, starts_at="18:00", closes_time="13:00")

    assert hours(series) == [time(18), time(18), time(15), time(18)]
    closings = [nth(series, n).closes_at.astimezone(PARIS).hour for n in range(4)]
    assert closings == [13, 10, 13, 13]


def test_a_closing_that_would_be_past_is_asked_once(
    manager: Client, series: DistributionSeries
) -> None:
    asked = change(manager, series, closes_days_before="5")
    later = change(manager, series, closes_days_before="5", from_on="2026-11-28")

    assert "déjà passée" in asked.context["form"].errors["sure"][0]
    assert "3 dates ont changé" in read(later)


def test_nothing_typed_changes_nothing(manager: Client, series: DistributionSeries) -> None:
    assert "Rien n’a été changé" in read(change(manager, series))
    assert hours(series) == [time(17, 30)] * 4


def test_a_place_that_is_taken_changes_nothing(manager: Client, series: DistributionSeries) -> None:
    other = make_distribution(series.collective, date(2026, 12, 11))

    page = change(manager, series, place=str(other.place.uid))

    assert "déjà une distribution" in page.context["form"].errors["place"][0]
    assert nth(series, 0).place == series.place


def test_a_calendar_is_stopped_from_a_date_on_and_resumed(
    manager: Client, series: DistributionSeries
) -> None:
    stopped = send(manager, address(series, "arreter/"), from_on="2026-12-05")
    left = days(series)
    resumed = send(manager, address(series, "reprendre/"), from_on="2026-12-12")

    assert "2 dates sont supprimées" in read(stopped)
    assert "Arrêté à partir du 5 décembre 2026" in read(stopped)
    assert left == [27, 4]
    assert "1 distribution est prévue" in read(resumed)
    assert "Arrêté" not in read(resumed)
    assert days(series) == [27, 4, 18]


def test_dates_with_orders_stand_when_a_calendar_stops(
    manager: Client, series: DistributionSeries
) -> None:
    ordered(nth(series, 2))

    page = send(manager, address(series, "arreter/"), from_on="2026-12-01")

    assert "Des clients ont commandé pour le 11 décembre 2026" in read(page)
    assert days(series) == [27, 11]


def test_who_had_chosen_something_is_told_when_a_calendar_stops(
    manager: Client, series: DistributionSeries
) -> None:
    listing = make_listing(make_product("Carottes"), nth(series, 3))
    household = fill({listing: 1}).household
    assert household

    send(manager, address(series, "arreter/"), from_on="2026-12-01")
    deliver_due(now=MONDAY)

    (message,) = [each for each in mail.outbox if user_of(household).email in each.to]
    assert "18 décembre" in message.subject


def test_a_moved_date_is_not_planned_again(manager: Client, series: DistributionSeries) -> None:
    second = nth(series, 1)
    saturday = datetime(2026, 12, 5, 17, 30, tzinfo=PARIS)
    move_distribution(
        distribution=second,
        starts_at=saturday,
        ends_at=saturday.replace(hour=19),
        opens_at=second.opens_at,
        closes_at=second.closes_at,
        now=MONDAY,
    )

    page = send(manager, address(series, "reprendre/"))

    assert "Il ne reste aucune date" in page.context["form"].errors["from_on"][0]
    assert days(series) == [27, 5, 11, 18]


def test_a_place_that_was_taken_meanwhile_is_named(
    manager: Client, series: DistributionSeries
) -> None:
    send(manager, address(series, "arreter/"), from_on="2026-12-05")
    make_distribution(series.collective, date(2026, 12, 11), place=series.place)

    page = send(manager, address(series, "reprendre/"))

    assert "Le lieu était pris le 11 décembre 2026" in read(page)
    assert days(series) == [27, 4, 18]


def test_one_date_is_removed_while_nobody_ordered(
    manager: Client, series: DistributionSeries
) -> None:
    second = nth(series, 1)

    page = send(manager, f"{office(series.collective)}/distributions/{second.uid}/supprimer/")
    send(manager, address(series, "reprendre/"))

    assert "La distribution est supprimée" in read(page)
    assert "sauf le 4 décembre 2026" in read(page)
    assert days(series) == [27, 11, 18]
    assert GoneDate.objects.get().slug == second.slug


def test_a_date_with_orders_is_not_removed(manager: Client, series: DistributionSeries) -> None:
    first = nth(series, 0)
    ordered(first)

    page = send(manager, f"{office(series.collective)}/distributions/{first.uid}/supprimer/")

    assert "ne peut pas être supprimée, seulement annulée" in read(page)
    assert len(days(series)) == 4
    assert "supprimer" not in read(
        manager.get(f"{office(series.collective)}/distributions/{first.uid}/")
    )


@pytest.mark.parametrize("page", ["", "modifier/", "arreter/", "reprendre/"])
def test_the_calendar_of_another_collective_does_not_exist(
    series: DistributionSeries, page: str
) -> None:
    assert manager_of(make_collective()).get(address(series, page)).status_code == 404
