"""A season is planned on one screen: its rule, its dates, what is unusual asked once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commons.collectives.models import Collective
from distributions.models import Distribution
from tests.factories import FRIDAY, PARIS, make_collective, make_distribution, make_place
from tests.managing import manager_of
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
ADDRESS = "/gestion/c/lise/distributions/calendriers/ajouter/"
HOURS = {
    **{"starts_at": "17:30", "ends_at": "19:30", "opens_days_before": 6, "opens_time": "08:00"},
    **{"closes_days_before": 1, "closes_time": "12:00"},
}
DECEMBER = {"first_on": "2026-12-04", "last_on": "2026-12-18", "every_weeks": 1}
DAYS = ["2026-12-04", "2026-12-11", "2026-12-18"]


@pytest.fixture
def collective() -> Collective:
    collective = make_collective(slug="lise")
    make_place(collective)
    return collective


@pytest.fixture
def manager(collective: Collective) -> Client:
    return manager_of(collective)


def typed(collective: Collective, **fields: object) -> dict[str, Any]:
    return {"place": collective.places.get().uid, **HOURS, **DECEMBER, **fields}


def days(collective: Collective) -> list[str]:
    rows = collective.distributions.order_by("day").values_list("day", flat=True)
    return [day.isoformat() for day in rows]


def ticked(page: Any) -> list[str]:
    return list(page.context["form"]["days"].value())


def test_the_dates_are_shown_before_they_are_planned(
    manager: Client, collective: Collective
) -> None:
    page = manager.post(ADDRESS, typed(collective, preview="1"))

    assert "3 dates" in read(page)
    assert "Chaque vendredi, du 4 décembre 2026 au 18 décembre 2026." in read(page)
    assert "du samedi 28 nov., 8\xa0h au jeudi 3 déc., 12\xa0h" in read(page)
    assert ticked(page) == DAYS
    assert not days(collective)


def test_a_date_that_is_unticked_is_skipped(manager: Client, collective: Collective) -> None:
    shown = {"shown": " ".join(DAYS), "days": [DAYS[0], DAYS[2]]}

    page = manager.post(ADDRESS, typed(collective, **shown), follow=True)

    assert "2 distributions sont prévues" in read(page)
    assert days(collective) == [DAYS[0], DAYS[2]]
    assert collective.series.get().except_on == [DAYS[1]]


def test_other_dates_than_those_that_were_shown_are_shown_first(
    manager: Client, collective: Collective
) -> None:
    shown = {"shown": " ".join(DAYS), "days": [DAYS[0], DAYS[2]], "last_on": "2026-12-25"}

    page = manager.post(ADDRESS, typed(collective, **shown))

    assert "donne d’autres dates" in read(page)
    assert ticked(page) == [DAYS[0], DAYS[2], "2026-12-25"]
    assert not days(collective)


def test_what_is_wrong_loses_no_tick(manager: Client, collective: Collective) -> None:
    shown = {"shown": " ".join(DAYS), "days": [DAYS[0], DAYS[2]], "ends_at": ""}

    page = manager.post(ADDRESS, typed(collective, **shown))

    for day, count in zip(DAYS, (1, 0, 1), strict=True):
        hidden = f'<input type="hidden" name="days" value="{day}"'
        assert page.content.decode().count(hidden) == count


def test_dates_that_are_taken_are_named_and_left_unticked(
    manager: Client, collective: Collective
) -> None:
    make_distribution(collective, date(2026, 12, 11), place=collective.places.get())

    page = manager.post(ADDRESS, typed(collective, preview="1"))
    at_once = manager.post(ADDRESS, typed(collective))

    assert "déjà une distribution à cet endroit le 11 décembre 2026" in read(page)
    assert ticked(page) == [DAYS[0], DAYS[2]]
    assert "à ces dates\xa0: 11 décembre 2026." in at_once.context["form"].errors["days"][0]
    assert ticked(at_once) == [DAYS[0], DAYS[2]]
    assert days(collective) == [DAYS[1]]


def test_the_school_zone_is_asked_once(manager: Client, collective: Collective) -> None:
    rule = {"skips_school_holidays": "on", "last_on": "2027-01-08"}

    asked = manager.post(ADDRESS, typed(collective, **rule))
    manager.post(ADDRESS, typed(collective, **rule, school_zone="A"))

    assert "Choisissez la zone" in asked.context["form"].errors["school_zone"][0]
    assert days(collective) == [*DAYS, "2027-01-08"]
    collective.refresh_from_db()
    assert collective.school_zone == "A"
    assert "Besançon" in read(manager.get(ADDRESS))
    assert 'name="school_zone"' not in read(manager.get(ADDRESS))


def test_beyond_the_school_years_that_are_known_the_page_says_so(
    manager: Client, collective: Collective
) -> None:
    rule = {"skips_school_holidays": "on", "school_zone": "A", "last_on": "2029-06-29"}

    page = manager.post(ADDRESS, typed(collective, **rule, preview="1"))
    sure = page.context["form"].fields["sure"].widget.key
    page = manager.post(ADDRESS, typed(collective, **rule, preview="1", sure=sure))

    assert "ne sont connues que jusqu’au" in read(page)


def test_the_first_and_third_friday(manager: Client, collective: Collective) -> None:
    manager.post(ADDRESS, typed(collective, month_weeks=["1", "3"], last_on="2027-01-15"))

    assert days(collective) == ["2026-12-04", "2026-12-18", "2027-01-01", "2027-01-15"]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"last_on": "2207-12-18"}, "last_on", "2207 est trop loin"),
        ({"last_on": "2026-11-30"}, "last_on", "avant la première"),
        ({"last_on": "2031-06-30"}, "last_on", "trois ans au plus"),
        (
            {"closes_days_before": 0, "closes_time": "20:00"},
            "closes_days_before",
            "ferment avant la fin",
        ),
        ({"opens_days_before": 0, "opens_time": "12:00"}, "closes_days_before", "ouvrent avant"),
        ({"ends_at": "17:00"}, "ends_at", "se termine après"),
        ({"every_weeks": 2, "month_weeks": ["1"]}, "every_weeks", "l’un ou l’autre"),
        (
            {"first_on": "2026-12-25", "last_on": "2026-12-25", "skips_public_holidays": "on"},
            *("last_on", "Il ne reste aucune date"),
        ),
        (
            {"first_on": "2027-03-28", "last_on": "2027-03-28", "starts_at": "02:30"}
            | {"ends_at": "05:00"},
            *("starts_at", "2\xa0h\xa030 n’existe pas"),
        ),
    ],
    ids=[
        *("year 2207", "ends before", "too long", "closes after", "closes before it opens"),
        *("ends before it starts", "two rhythms", "no date", "skipped hour"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    manager: Client, collective: Collective, fields: dict[str, Any], field: str, words: str
) -> None:
    page = manager.post(ADDRESS, typed(collective, **fields))

    assert words in page.context["form"].errors[field][0]
    assert not days(collective)


def test_what_is_far_away_is_asked_once_and_nothing_is_lost(
    manager: Client, collective: Collective
) -> None:
    far = {"first_on": "2028-06-02", "last_on": "2028-06-09"}

    asked = manager.post(ADDRESS, typed(collective, **far))
    sure = asked.context["form"].fields["sure"].widget.key
    manager.post(ADDRESS, typed(collective, **far, sure=sure))

    assert "dans plus de 18 mois" in asked.context["form"].errors["sure"][0]
    assert 'value="2028-06-02"' in asked.content.decode()
    assert days(collective) == ["2028-06-02", "2028-06-09"]


def test_a_tick_answers_only_what_was_asked(manager: Client, collective: Collective) -> None:
    asked = manager.post(ADDRESS, typed(collective, last_on="2028-06-09", first_on="2028-06-02"))
    sure = asked.context["form"].fields["sure"].widget.key

    other = manager.post(
        ADDRESS, typed(collective, last_on="2028-07-07", first_on="2028-06-02", sure=sure)
    )

    assert "7 juillet 2028" in other.context["form"].errors["sure"][0]
    assert not days(collective)


def test_a_closing_that_is_past_is_asked_once(manager: Client, collective: Collective) -> None:
    page = manager.post(
        ADDRESS, typed(collective, first_on="2026-11-27", closes_days_before=5, opens_days_before=9)
    )

    assert "déjà passée" in page.context["form"].errors["sure"][0]


def test_the_next_season_starts_from_the_last(manager: Client, collective: Collective) -> None:
    manager.post(ADDRESS, typed(collective, starts_at="18:15"))

    form = manager.get(ADDRESS).context["form"]

    assert form["first_on"].value() == date(2026, 12, 25)
    assert f"{form['starts_at'].value()}" == "18:15:00"
    assert form["place"].value() == collective.places.get().uid


def test_without_a_calendar_it_starts_from_the_last_date(collective: Collective) -> None:
    make_distribution(collective, FRIDAY, place=collective.places.get())

    form = manager_of(collective).get(ADDRESS).context["form"]

    assert form["opens_days_before"].value() == 6
    assert f"{form['closes_time'].value()}" == "12:00:00"


def test_half_a_window_of_one_date_is_asked_once(manager: Client, collective: Collective) -> None:
    one = {
        **{"place": collective.places.get().uid, "day": "2026-12-04"},
        **{
            "starts_at": "17:30",
            "ends_at": "19:30",
            "opens_at": "",
            "closes_at": "2026-12-03T12:00",
        },
    }
    address = "/gestion/c/lise/distributions/ajouter/"

    asked = manager.post(address, one)
    sure = asked.context["form"].fields["sure"].widget.key
    manager.post(address, one | {"sure": sure})

    assert "Il manque l’ouverture ou la clôture" in asked.context["form"].errors["sure"][0]
    assert Distribution.objects.get().closes_at.astimezone(PARIS).hour == 12


def test_weeks_and_rhythms_are_said_in_words(manager: Client) -> None:
    page = read(manager.get(ADDRESS))

    for words in ("première", "deuxième", "dernière", "une semaine sur trois"):
        assert words in page


def test_without_a_place_in_use_the_forms_say_so_and_lead_to_places(
    manager: Client, collective: Collective
) -> None:
    collective.places.update(is_active=False)

    for address in (ADDRESS, "/gestion/c/lise/distributions/ajouter/"):
        answer = manager.get(address)
        assert "Aucun lieu n’est utilisé" in read(answer)
        assert '<a href="/gestion/c/lise/lieux/">' in answer.text
