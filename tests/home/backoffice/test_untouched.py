"""A form that is opened and saved again changes nothing that was not touched."""

from datetime import datetime

import pytest
from django.forms import Field

from commons.accounts.fields import PhoneField, PostcodeField
from distributions.models import Distribution
from home.backoffice.base import moment_input, time_input
from tests.factories import (
    PARIS,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_place,
)
from tests.managing import form_on, manager_of, office, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
LAST_SECOND = datetime(2026, 11, 26, 23, 59, 59, tzinfo=PARIS)


def at_the_last_second() -> Distribution:
    return make_distribution(
        opens_at=datetime(2026, 11, 20, 8, 0, 1, tzinfo=PARIS), closes_at=LAST_SECOND
    )


def test_another_place_leaves_the_seconds_of_a_closing() -> None:
    distribution = at_the_last_second()
    client, before = manager_of(distribution.collective), distribution.opens_at
    url = f"{office(distribution.collective)}/distributions/{distribution.uid}/modifier/"
    other = make_place(distribution.collective)

    client.post(url, form_on(client, url) | {"place": str(other.uid)})

    distribution.refresh_from_db()
    assert (distribution.place, distribution.closes_at) == (other, LAST_SECOND)
    assert distribution.opens_at == before


def test_a_stored_number_is_no_change() -> None:
    """It is shown as people say it, and stored otherwise."""
    collective = make_collective(phone="+33353010010", seat="3 rue des Lavoirs")
    farm = make_farm(phone="+33639981234", postcode="71490", made_by=collective)
    engagement = make_engagement(farm, collective)
    client = manager_of(collective)

    for page in ("mentions-legales/", f"fermes/{engagement.uid}/coordonnees/"):
        url = f"{office(collective)}/{page}"
        chosen = {"vat_regime": "real"} if "fermes" in page else {}
        saved = send(client, url, **chosen)

        assert "Rien n’a été changé" in saved.content.decode(), page


@pytest.mark.parametrize(
    ("field", "stored", "typed"),
    [
        (PhoneField(), "+33639981234", "06.39.98.12.34"),
        (PostcodeField(), "71400", "F-71400"),
    ],
)
def test_the_same_written_otherwise_is_no_change(field: Field, stored: str, typed: str) -> None:
    assert not field.has_changed(stored, typed)
    assert field.has_changed(stored, typed.replace("4", "5"))


def test_the_next_date_is_proposed_to_the_second() -> None:
    distribution = at_the_last_second()
    client = manager_of(distribution.collective)

    form = form_on(client, f"{office(distribution.collective)}/distributions/ajouter/")

    assert form["closes_at"] == "2026-12-03T23:59:59"
    assert form["starts_at"] == "17:30"


def test_fields_of_hours_show_seconds_where_there_are_any() -> None:
    assert moment_input().format_value(LAST_SECOND) == "2026-11-26T23:59:59"
    assert time_input().format_value(LAST_SECOND.time()) == "23:59:59"
    assert time_input().format_value(LAST_SECOND.time().replace(second=0)) == "23:59"
