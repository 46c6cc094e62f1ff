"""A page comes and goes at the hour that its editor chose, by the tick."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageLogEntry

from collectifs.jobs.services import TickFailed, tick
from commons.core.page_schedule import publish_due
from home.models import CollectivePage
from tests.editing import edit_path, form_of
from tests.factories import MONDAY
from tests.reading import read

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SOON = MONDAY + HOUR
NEWS = "Le lavoir est en travaux."


def typed(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def save(client: Client, page: CollectivePage, **fields: str) -> str:
    form = form_of(page, introduction=NEWS, **fields)
    with time_machine.travel(MONDAY, tick=False):
        return read(client.post(edit_path(page), form | {"action-publish": "1"}, follow=True))


def turn(now: datetime) -> int:
    with time_machine.travel(now, tick=False):
        return tick(now=now)["pages published or taken away"]


def acts(page: CollectivePage) -> list[str]:
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__endswith=".scheduled")
    return list(entries.order_by("pk").values_list("action", flat=True))


def test_what_is_scheduled_is_seen_once_its_hour_has_come(
    client: Client, page: CollectivePage
) -> None:
    save(client, page, go_live_at=typed(SOON))

    before = turn(SOON - timedelta(minutes=1))
    shown_before = NEWS in read(client.get("/vallee-claire/"))
    done = turn(SOON + timedelta(minutes=1))

    assert (before, shown_before, done) == (0, False, 1)
    assert NEWS in read(client.get("/vallee-claire/"))


def test_a_page_goes_when_its_time_is_over(client: Client, page: CollectivePage) -> None:
    save(client, page, expire_at=typed(SOON))

    done = turn(SOON + timedelta(minutes=1))

    page.refresh_from_db()
    assert (done, page.live, page.expired) == (1, False, True)


def test_another_tick_does_nothing_more(client: Client, page: CollectivePage) -> None:
    save(client, page, go_live_at=typed(SOON), expire_at=typed(SOON + HOUR))

    done = [turn(SOON + HOUR * n) for n in (0.1, 0.2, 1.1, 1.2)]

    assert done == [1, 0, 1, 0]
    assert acts(page) == ["wagtail.publish.scheduled", "wagtail.unpublish.scheduled"]


def test_one_page_that_fails_keeps_no_other(
    client: Client, page: CollectivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(client, page, go_live_at=typed(SOON))
    parent = page.get_parent()
    parent.expire_at = SOON
    parent.save()
    monkeypatch.setattr(Page, "unpublish", lambda *_args, **_named: 1 / 0)

    with pytest.raises(TickFailed):
        turn(SOON + HOUR)

    assert acts(page) == ["wagtail.publish.scheduled"]


def test_with_nothing_due_it_asks_twice(
    client: Client, page: CollectivePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save(client, page, go_live_at=typed(SOON))

    with django_assert_num_queries(2):
        assert publish_due(now=MONDAY) == 0


def test_an_end_in_the_past_is_refused_beside_its_field_and_nothing_is_lost(
    client: Client, page: CollectivePage
) -> None:
    answer = save(client, page, expire_at="2020-01-01 10:00")

    assert "Choisissez une heure à venir pour le retrait." in answer
    assert NEWS in answer
    page.refresh_from_db()
    assert page.introduction == ""


def test_a_start_after_the_end_is_refused(client: Client, page: CollectivePage) -> None:
    answer = save(client, page, go_live_at=typed(SOON + HOUR), expire_at=typed(SOON))

    assert NEWS in answer
    page.refresh_from_db()
    assert page.go_live_at is None


def test_a_start_in_the_past_is_refused_beside_its_field_and_nothing_is_lost(
    client: Client, page: CollectivePage
) -> None:
    answer = save(client, page, go_live_at=typed(MONDAY - timedelta(minutes=1)))

    assert "Cette heure est passée" in answer
    assert NEWS in answer
    page.refresh_from_db()
    assert (page.introduction, page.go_live_at) == ("", None)


def test_a_page_that_came_by_its_hour_is_written_on(client: Client, page: CollectivePage) -> None:
    page.go_live_at = MONDAY - HOUR
    page.save_revision().publish()

    save(client, page, go_live_at=typed(MONDAY - HOUR))

    page.refresh_from_db()
    assert page.introduction == NEWS
