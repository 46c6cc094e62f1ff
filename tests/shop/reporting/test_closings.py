"""At each closing every seller is told once what to bring, whatever happened meanwhile."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMultiAlternatives

from commons.collectives.models import Role
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.models import Attendance
from distributions.services import extend_closing
from shop.partner.models import Partner
from shop.reporting.models import Closing, SentList
from shop.reporting.services import closings, process_due_closings, sync_closings
from tests.factories import (
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_listing,
    make_place,
    make_product,
    make_role,
    make_weight_product,
)
from tests.listed import AT_CLOSING, HOUR, letters, ordered

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
KINDS = SentList.Kind


def kinds() -> list[str]:
    return list(SentList.objects.order_by("pk").values_list("kind", flat=True))


def test_the_recap_is_in_the_mail_with_the_link_and_the_sheets() -> None:
    farm, distribution = make_farm("Les Hirondelles"), make_distribution()
    carrots = make_listing(make_product(farm=farm), distribution)
    leeks = make_listing(make_weight_product(farm=farm), distribution)
    ordered({carrots: 2, leeks: 1500}, note="petites, merci")

    process_due_closings(now=AT_CLOSING)

    [message] = letters(farm)
    body = message.body.replace("\N{NO-BREAK SPACE}", " ")
    assert message.subject.startswith("À apporter vendredi 27 novembre, Halle aux Grains")
    assert "- Carottes des sables : 2 bottes, 5,40 €" in body
    assert "- 1 · Camille A. : 2 × Carottes des sables « petites, merci », 1,5 kg Poireaux" in body
    assert body.count("Total : 3 articles, 10,20 €") == 2
    assert f"/producteur/{farm.slug}/{distribution.uid}/" in body
    names = [attachment[0] for attachment in message.attachments]
    assert names[:2] == [
        f"a-apporter-par-produit-{distribution.slug}.csv",
        f"a-apporter-par-client-{distribution.slug}.csv",
    ]


def test_the_list_says_how_to_get_in_whom_to_ask_and_when_it_was_made() -> None:
    collective = make_collective("Le Panier", contact_email="bonjour@panier.example")
    place = make_place(collective, opening_notes="Portail vert, code 12.")
    farm, distribution = make_farm(), make_distribution(collective, place=place)
    ordered({make_listing(make_product(farm=farm), distribution): 1})

    process_due_closings(now=AT_CLOSING)

    [message] = letters(farm)
    (html,) = message.alternatives
    for words in (message.body, html.content):
        assert "Portail vert, code 12." in words
        assert "écrivez à Le Panier\xa0: bonjour@panier.example" in words
        assert "Liste établie le jeudi 26 novembre à 12\xa0h" in words


def test_nobody_is_told_before_the_last_second_of_the_window() -> None:
    farm = make_farm()
    make_attendance(make_distribution(), farm)

    assert process_due_closings(now=AT_CLOSING - timedelta(seconds=1)) == 0
    assert not Closing.objects.exists()
    assert process_due_closings(now=AT_CLOSING) == 1


def test_only_farms_that_come_are_told() -> None:
    distribution = make_distribution()
    for state in (Attendance.State.ABSENT, Attendance.State.UNANSWERED):
        make_attendance(distribution, make_farm(), state=state)
    make_attendance(make_distribution(cancelled_at=MONDAY), make_farm())

    process_due_closings(now=AT_CLOSING)

    assert not OutboxMail.objects.exists()


def test_an_outage_of_three_weeks_loses_nothing() -> None:
    farm, distribution = make_farm(), make_distribution()
    ordered({make_listing(make_product(farm=farm), distribution): 1})

    later = AT_CLOSING + timedelta(weeks=3)

    assert process_due_closings(now=later) == 1
    assert "1 commande" in letters(farm, later)[0].subject


def test_after_a_long_outage_dates_that_are_over_are_caught_up_within_the_hour() -> None:
    make_attendance(make_distribution(), make_farm())
    hour = AT_CLOSING + timedelta(weeks=3)

    assert process_due_closings(now=hour + timedelta(minutes=59)) == 0
    assert process_due_closings(now=hour + HOUR) == 1


def test_an_outage_of_two_days_is_caught_up_at_once() -> None:
    make_attendance(make_distribution(), make_farm())

    assert process_due_closings(now=AT_CLOSING + timedelta(days=2, minutes=7)) == 1


def test_a_killed_worker_leaves_the_closing_to_the_next_tick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    farm = make_farm()
    make_attendance(make_distribution(), farm)

    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SentList.objects, "create", killed)
        with pytest.raises(KeyboardInterrupt):
            process_due_closings(now=AT_CLOSING)
    assert not OutboxMail.objects.exists()

    process_due_closings(now=AT_CLOSING)

    assert len(letters(farm)) == 1


def test_two_workers_at_one_closing_tell_it_once() -> None:
    farm = make_farm()
    make_attendance(make_distribution(), farm)
    sync_closings(now=AT_CLOSING)
    closing = Closing.objects.get()

    first = closings.process_closing(closing=closing, now=AT_CLOSING)
    second = closings.process_closing(closing=closing, now=AT_CLOSING)

    assert (first, second) == (True, False)
    assert (len(letters(farm)), kinds()) == (1, [KINDS.FULL])


def test_a_closing_that_fails_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, well = make_farm(), make_farm()
    for farm in (broken, well):
        make_attendance(make_distribution(), farm)
    real = closings.addressees

    def failing(seller: Partner) -> object:
        if seller.farm == broken:
            raise RuntimeError("broken")
        return real(seller)

    with monkeypatch.context() as patch:
        patch.setattr(closings, "addressees", failing)
        with pytest.raises(ExceptionGroup):
            process_due_closings(now=AT_CLOSING)
    assert "failed" in caplog.text
    assert len(letters(well)) == 1

    assert process_due_closings(now=AT_CLOSING) == 1
    assert len(letters(broken)) == 1


def test_every_person_of_the_farm_gets_the_list_else_its_address() -> None:
    farm, distribution = make_farm(), make_distribution()
    make_attendance(distribution, farm)
    jeanne, paul = make_farm_member(farm), make_farm_member(farm, "prepares")
    alone = make_farm()
    make_attendance(distribution, alone)

    process_due_closings(now=AT_CLOSING)

    told = set(OutboxMail.objects.values_list("to", flat=True))
    assert told == {jeanne.email, paul.email, alone.email}


def test_a_farm_with_its_own_window_is_told_at_its_own_time() -> None:
    farm, distribution = make_farm(), make_distribution()
    make_attendance(distribution, farm, closes_at=MONDAY + HOUR)

    assert process_due_closings(now=MONDAY + 2 * HOUR) == 1
    assert process_due_closings(now=AT_CLOSING) == 0


def test_a_product_that_closes_early_is_told_then_and_again_with_the_whole_list() -> None:
    farm, distribution = make_farm(), make_distribution()
    capon = make_listing(make_product("Chapon", farm=farm), distribution, closes_at=MONDAY + HOUR)
    carrots = make_listing(make_product(farm=farm), distribution)
    ordered({capon: 1, carrots: 2})

    process_due_closings(now=MONDAY + 2 * HOUR)
    process_due_closings(now=AT_CLOSING)

    early, full = letters(farm)
    assert early.subject.startswith("Commandes closes pour Chapon")
    assert "Carottes" not in early.body
    assert "Chapon" in full.body
    assert "Carottes" in full.body
    assert kinds() == [KINDS.EARLY, KINDS.FULL]


def test_after_an_outage_both_closings_make_one_whole_list() -> None:
    farm, distribution = make_farm(), make_distribution()
    ordered({make_listing(make_product(farm=farm), distribution, closes_at=MONDAY + HOUR): 1})

    assert process_due_closings(now=AT_CLOSING) == 2
    assert kinds() == [KINDS.FULL]


def test_goods_of_the_collective_go_to_its_managers() -> None:
    distribution = make_distribution()
    manager = make_role(distribution.collective, Role.MANAGER)
    make_role(distribution.collective, Role.CASHIER)
    bags = make_product("Sacs", collective=distribution.collective, price=Decimal(2))
    ordered({make_listing(bags, distribution): 3})

    process_due_closings(now=AT_CLOSING)

    [mail] = OutboxMail.objects.filter(kind="closing_list")
    assert (mail.to, "3 bottes" in mail.text) == (manager.email, True)
    assert "Versé à la ferme" not in mail.text


def test_a_closing_put_off_before_it_was_processed_tells_nothing() -> None:
    farm, distribution = make_farm(), make_distribution()
    make_attendance(distribution, farm)
    sync_closings(now=AT_CLOSING)
    extend_closing(
        distribution=distribution, closes_at=AT_CLOSING + 3 * HOUR, now=AT_CLOSING + HOUR
    )

    process_due_closings(now=AT_CLOSING + 2 * HOUR)
    assert letters(farm) == []

    process_due_closings(now=AT_CLOSING + 4 * HOUR)
    assert len(letters(farm, AT_CLOSING + 4 * HOUR)) == 1


def test_a_night_with_25_hours_changes_nothing() -> None:
    """The clock goes from 3:00 back to 2:00 on 25 October 2026: 2:30 comes twice."""
    start = datetime(2026, 10, 25, 9, tzinfo=PARIS)
    second_half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1)
    farm = make_farm()
    distribution = make_distribution(
        day=start.date(),
        starts_at=start,
        ends_at=start + 2 * HOUR,
        opens_at=start - timedelta(days=6),
        closes_at=second_half_past_two,
    )
    make_attendance(distribution, farm)
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    moments = [midnight + timedelta(minutes=10 * n) for n in range(60)]

    told = [each for each in moments if process_due_closings(now=each.astimezone(PARIS))]

    assert told == [datetime(2026, 10, 25, 1, 40, tzinfo=UTC)]
    assert len(letters(farm, moments[-1])) == 1


def test_a_worker_killed_between_sending_and_noting_repeats_the_mail_not_the_closing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second one has the Message-ID of the first, by which it is known as the same."""
    farm = make_farm()
    make_attendance(make_distribution(), farm)
    process_due_closings(now=AT_CLOSING)
    real = EmailMultiAlternatives.send

    def killed(message: EmailMultiAlternatives, **options: object) -> int:
        real(message, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver_due(now=AT_CLOSING)
    tick_now, tick_later = AT_CLOSING + timedelta(minutes=1), AT_CLOSING + HOUR

    again = [process_due_closings(now=tick_now), deliver_due(now=tick_now)]
    later = [process_due_closings(now=tick_later), deliver_due(now=tick_later)]

    assert (again, later) == ([0, 0], [0, 1])
    first, second = letters(farm, tick_later)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
