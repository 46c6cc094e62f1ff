"""Whoever may review a guide is reminded when it is due: once for each date, not in the night."""

from datetime import date, datetime, timedelta

import pytest

from commons.collectives.models import Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import OutboxMail
from home.guides.reminders import remind_of_reviews
from home.models import GuidePage, GuideShelf
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.guides import add_guide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
DAY = timedelta(days=1)


@pytest.fixture
def guide() -> GuidePage:
    """Due on MONDAY, of a collective with an editor; the network has one too."""
    network = make_network(contact_email="reseau@sillon.example")
    lise = found_collective(network=network, name="La Lise", slug="lise", now=MONDAY)
    given = {"actor": None, "now": MONDAY}
    grant_role(collective=lise, user=make_user("Colette"), role=Role.EDITOR, **given)
    mathieu = make_user("Mathieu")
    grant_network_role(network=network, user=mathieu, role=RoleInNetwork.EDITOR, **given)
    shelf = GuideShelf.objects.get(collective=lise)
    days = {"reviewed_on": date(2025, 11, 20), "review_due_on": MONDAY.date()}
    return add_guide(shelf, "Peser", **days)


def mails(now: datetime) -> int:
    remind_of_reviews(now=now)
    return OutboxMail.objects.filter(kind="guide_to_review").count()


def test_both_editors_are_reminded_once(guide: GuidePage) -> None:
    assert mails(MONDAY - DAY) == 0
    assert mails(MONDAY) == 2
    assert mails(MONDAY + DAY) == 2
    mail = OutboxMail.objects.filter(kind="guide_to_review").earliest("pk")
    assert mail.subject == "Fiche à relire\xa0: «\xa0Peser\xa0»"
    assert "relue le 20 novembre 2025" in mail.text
    assert mail.reply_to == "reseau@sillon.example"


def test_nobody_is_written_to_in_the_night(guide: GuidePage) -> None:
    assert mails(MONDAY.replace(hour=3)) == 0


def test_a_new_date_is_reminded_of_again(guide: GuidePage) -> None:
    mails(MONDAY)
    guide.reviewed_on, guide.review_due_on = MONDAY.date(), MONDAY.date() + 30 * DAY
    guide.save_revision().publish()

    assert mails(MONDAY + 29 * DAY) == 2
    assert mails(MONDAY + 30 * DAY) == 4


def test_a_guide_that_is_not_online_is_nobodys_work(guide: GuidePage) -> None:
    guide.unpublish()

    assert mails(MONDAY) == 0
