"""What is sent in parts is one page, in the words and hours of the request that it outlives."""

from collections.abc import Iterator
from datetime import UTC
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons.core.streams import filled, mark, streamed
from tests.factories import MONDAY


def words() -> Iterator[str]:
    yield _("Orders")
    yield f" {timezone.localtime(MONDAY):%H:%M}"


def test_parts_stand_in_the_place_of_the_mark() -> None:
    place = mark()

    assert "".join(filled(f"<b>{place}</b>", place, ["1", "2"])) == "<b>12</b>"


def test_no_two_marks_are_alike() -> None:
    assert mark() != mark()


def test_parts_are_made_as_they_are_sent_in_the_language_and_zone_of_the_request() -> None:
    with translation.override("fr"), timezone.override(ZoneInfo("Indian/Reunion")):
        answer = streamed(words())

    with translation.override("en"), timezone.override(UTC):
        sent = answer.getvalue().decode()
        after = _("Orders")

    assert answer.streaming
    assert sent == "Commandes 13:00"
    assert after == "Orders"
