"""A form that is opened and saved again changes nothing that was not touched."""

from datetime import datetime

import pytest

from distributions.models import Distribution
from home.backoffice.base import moment_input, time_input
from tests.factories import PARIS, make_distribution, make_place
from tests.managing import form_on, manager_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
LAST_SECOND = datetime(2026, 11, 26, 23, 59, 59, tzinfo=PARIS)


def at_the_last_second() -> Distribution:
    return make_distribution(
        opens_at=datetime(2026, 11, 20, 8, 0, 1, tzinfo=PARIS), closes_at=LAST_SECOND
    )


def test_another_place_leaves_the_seconds_of_a_closing() -> None:
    distribution = at_the_last_second()
    client, before = manager_of(distribution.collective), distribution.opens_at
    url = f"/gestion/distributions/{distribution.uid}/modifier/"
    other = make_place(distribution.collective)

    client.post(url, form_on(client, url) | {"place": str(other.uid)})

    distribution.refresh_from_db()
    assert (distribution.place, distribution.closes_at) == (other, LAST_SECOND)
    assert distribution.opens_at == before


def test_the_next_date_is_proposed_to_the_second() -> None:
    distribution = at_the_last_second()
    client = manager_of(distribution.collective)

    form = form_on(client, "/gestion/distributions/ajouter/")

    assert form["closes_at"] == "2026-12-03T23:59:59"
    assert form["starts_at"] == "17:30"


def test_fields_of_hours_show_seconds_where_there_are_any() -> None:
    assert moment_input().format_value(LAST_SECOND) == "2026-11-26T23:59:59"
    assert time_input().format_value(LAST_SECOND.time()) == "23:59:59"
    assert time_input().format_value(LAST_SECOND.time().replace(second=0)) == "23:59"
