"""Events of a collective: an agenda, calendar files, what search engines read."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.text import slugify
from icalendar import Calendar

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.models import EventIndexPage, EventPage
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_place, make_user
from tests.home.test_sites import added, content
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def collective() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def add(collective: Collective, title: str, at: datetime = FRIDAY, **fields: Any) -> EventPage:
    below = EventIndexPage.objects.child_of(collective.page).get()
    hours = {"starts_at": at, "ends_at": at + timedelta(hours=3)}
    words = {"title": title, "slug": slugify(title), "summary": f"{title}, venez."}
    page = EventPage(**words, **hours | fields)
    below.add_child(instance=page)
    page.save_revision().publish()
    return page


def entries(content: bytes) -> list[Any]:
    return Calendar.from_ical(content).walk("VEVENT")


def test_the_agenda_shows_the_next_first_then_what_is_past_the_last_first(
    client: Client, collective: Collective
) -> None:
    for title, days in (("Loin", 30), ("Bientôt", 2), ("Naguère", -2), ("Jadis", -300)):
        add(collective, title, MONDAY + timedelta(days=days))

    page = read(client.get("/lise/agenda/"))

    places = [page.index(word) for word in ("À venir", "Bientôt<", "Loin<")]
    places += [page.index(word) for word in ("Passés", "Naguère<", "Jadis<")]
    assert places == sorted(places)


def test_a_long_agenda_is_paged_and_costs_the_same(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    place = make_place(collective)
    for days in range(25):
        add(collective, f"Jour {days}", MONDAY + timedelta(days=days - 5), pickup_place=place)

    with django_assert_max_num_queries(15):
        page = read(client.get("/lise/agenda/?page=3"))

    assert page.count("Jour ") == 5
    assert "Jour 0<" in page


def test_without_events_the_agenda_stands_and_is_not_in_the_menu(
    client: Client, collective: Collective
) -> None:
    assert "Aucun évènement pour l’instant." in read(client.get("/lise/agenda/"))
    assert 'href="/lise/agenda/"' not in read(client.get("/lise/"))

    add(collective, "Fête")

    assert 'href="/lise/agenda/"' in read(client.get("/lise/"))


def test_an_event_says_when_and_where(client: Client, collective: Collective) -> None:
    place = make_place(collective, opening_notes="Par la cour.")
    add(collective, "Fête", pickup_place=place)
    add(collective, "Marche", place="Au lavoir", ends_at=FRIDAY + timedelta(days=1))

    there, walk = read(client.get("/lise/agenda/fete/")), read(client.get("/lise/agenda/marche/"))

    assert "27 novembre 2026, 10\u00a0h – 13\u00a0h" in there
    assert "Halle aux Grains, 12 place du Marché, 71490 Saint-Aubert-sur-Lise" in there
    assert "Par la cour." in there
    assert "Du 27 novembre 2026, 10\u00a0h au 28 novembre 2026, 10\u00a0h" in walk
    assert "Au lavoir" in walk


def test_a_calendar_holds_what_is_to_come(client: Client, collective: Collective) -> None:
    add(collective, "Fête", place="Au lavoir")
    add(collective, "Jadis", MONDAY - timedelta(days=3))

    answer = client.get("/lise/agenda/calendrier/")

    (entry,) = entries(answer.content)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (entry["summary"], entry["location"]) == ("Fête", "Au lavoir")
    assert entry["dtstart"].dt == FRIDAY
    assert entry["url"].endswith("/lise/agenda/fete/")


def test_one_event_keeps_its_uid_when_it_is_renamed_and_moved_on(
    client: Client, collective: Collective
) -> None:
    page = add(collective, "Fête")
    (before,) = entries(client.get("/lise/agenda/fete/calendrier/").content)
    page.title, page.slug, page.ends_at = "Grande fête", "grande-fete", FRIDAY + timedelta(hours=5)
    page.save_revision().publish()

    (after,) = entries(client.get("/lise/agenda/grande-fete/calendrier/").content)

    assert after["uid"] == before["uid"]
    assert after["dtend"].dt == FRIDAY + timedelta(hours=5)
    assert after["sequence"] >= before["sequence"]


def test_search_engines_read_the_event(client: Client, collective: Collective) -> None:
    add(collective, "Fête", pickup_place=make_place(collective))

    page = client.get("/lise/agenda/fete/").text

    written = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert written
    facts = json.loads(written[1])
    assert (facts["@type"], facts["name"]) == ("Event", "Fête")
    assert facts["startDate"] == "2026-11-27T10:00:00+01:00"
    assert facts["location"]["address"]["postalCode"] == "71490"
    assert facts["organizer"]["name"] == "La Lise"


def test_an_end_before_the_start_is_refused(collective: Collective) -> None:
    page = add(collective, "Fête")
    page.ends_at = FRIDAY - timedelta(hours=1)

    with pytest.raises(ValidationError, match="La fin est avant le début"):
        page.full_clean()


def test_a_place_of_another_collective_is_refused(collective: Collective) -> None:
    other = found_collective(network=make_network(), name="Autre", slug="autre", now=MONDAY)
    page = add(collective, "Fête")
    page.pickup_place = make_place(other)

    with pytest.raises(ValidationError, match="d’un autre collectif"):
        page.full_clean()


def test_an_editor_announces_an_event_at_a_place_of_the_collective(collective: Collective) -> None:
    editor, client, place = make_user(), Client(), make_place(collective)
    grant_role(collective=collective, user=editor, role=Role.EDITOR, actor=None, now=MONDAY)
    client.force_login(editor)
    below = EventIndexPage.objects.child_of(collective.page).get()

    added(
        client,
        below,
        "eventpage",
        title="Fête",
        slug="fete",
        summary="Apportez un bol.",
        starts_at="2026-11-27 17:30",
        ends_at="2026-11-27 19:30",
        pickup_place=place.pk,
        content=content("Soupe pour tous."),
    )

    page = read(Client().get("/lise/agenda/fete/"))
    assert "27 novembre 2026, 17\u00a0h\u00a030 – 19\u00a0h\u00a030" in page
    assert "Halle aux Grains" in page
    assert "Soupe pour tous." in page


def test_moved_to_another_agenda_it_leaves_the_place_of_the_collective_behind(
    client: Client, collective: Collective
) -> None:
    other = found_collective(network=make_network(), name="Autre", slug="autre", now=MONDAY)
    page = add(collective, "Fête", place="Au lavoir", pickup_place=make_place(collective))

    page.move(EventIndexPage.objects.child_of(other.page).get(), pos="last-child")

    for path in ("fete/", "", "fete/calendrier/"):
        shown = client.get(f"/autre/agenda/{path}").content.decode()
        assert "Halle aux Grains" not in shown, path
        assert "Au lavoir" in shown, path
    assert "Halle aux Grains" not in client.get("/autre/").content.decode()
