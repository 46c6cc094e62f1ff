"""What was announced of a date with orders is not changed without a word, from whichever screen."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from commons.core.outbox import deliver_due
from distributions.models import Distribution
from home.backoffice.rooms.telling import ANNOUNCED, TELLS, Telling
from home.backoffice.selectors import told_of
from shop.reporting.services import process_due_closings
from tests.architecture.test_admin_services import rooms
from tests.factories import (
    FRIDAY,
    MONDAY,
    PARIS,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.listed import AT_CLOSING
from tests.managing import form_on, make_commune, manager_of, office, send
from tests.ordering import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
FARM = "ferme@hirondelles.example"


@pytest.fixture
def ordered() -> Distribution:
    """Of a farm that comes; somebody has ordered."""
    distribution = make_distribution()
    farm = make_farm("Hirondelles", email=FARM)
    buy({make_listing(make_product("Carottes", farm=farm), distribution): 2})
    deliver_due(now=MONDAY)
    mail.outbox.clear()
    return distribution


def save(distribution: Distribution, page: str, **typed: str) -> Any:
    """Open a form of the date's manager, type, send."""
    client = manager_of(distribution.collective)
    url = f"{office(distribution.collective)}/distributions/{distribution.uid}/{page}/"
    place = {"place": str(distribution.place.uid)} if page == "modifier" else {}
    return client.post(url, form_on(client, url) | place | typed)


def told(now: datetime = MONDAY) -> list[EmailMessage]:
    """What went out since: to the customer, then to the farm."""
    deliver_due(now=now + timedelta(minutes=5))
    return sorted(mail.outbox, key=lambda message: FARM in message.to)


def test_the_form_says_who_will_be_told_and_asks_for_a_tick(ordered: Distribution) -> None:
    refused = save(ordered, "modifier", starts_at="18:00", ends_at="20:00")

    page = refused.content.decode()
    assert "Prévenir 1 client et 1 ferme par courriel" in page
    assert TELLS in refused.context["form"].errors
    ordered.refresh_from_db()
    assert ordered.starts_at.astimezone(PARIS).hour == 17
    assert told() == []


def test_other_hours_are_told_to_the_customer_and_to_the_farm(ordered: Distribution) -> None:
    save(ordered, "modifier", starts_at="18:00", ends_at="20:00", tells="on")

    to_customer, to_farm = told()
    for message in (to_customer, to_farm):
        assert "17\u00a0h\u00a030 – 19\u00a0h\u00a030" in message.body
        assert "18\u00a0h – 20\u00a0h" in message.body
    assert "Votre commande reste valable" in to_customer.body
    assert [each.get_filename() for each in to_customer.message().walk() if each.get_filename()]


def test_the_same_change_twice_is_told_once(ordered: Distribution) -> None:
    for _press in range(2):
        save(ordered, "modifier", starts_at="18:00", ends_at="20:00", tells="on")

    assert len(told()) == 2


def test_the_form_saved_untouched_tells_nobody(ordered: Distribution) -> None:
    answer = save(ordered, "modifier")

    assert answer.status_code == 302
    assert told() == []


def test_without_orders_nobody_is_told() -> None:
    distribution = make_distribution()

    save(distribution, "modifier", starts_at="18:00", ends_at="20:00")

    distribution.refresh_from_db()
    assert distribution.starts_at.astimezone(PARIS).hour == 18
    assert told() == []


def test_a_closing_put_off_after_the_final_list_is_told(
    ordered: Distribution, time_machine: Any
) -> None:
    process_due_closings(now=AT_CLOSING)
    deliver_due(now=AT_CLOSING)
    mail.outbox.clear()
    time_machine.move_to(AT_CLOSING)

    refused = save(ordered, "cloture", closes_at="2026-11-26T20:00")
    save(ordered, "cloture", closes_at="2026-11-26T20:00", tells="on")

    assert TELLS in refused.context["form"].errors
    to_customer, to_farm = told(AT_CLOSING)
    assert "avant\u00a0: jeudi 26 nov., 12\u00a0h" in to_customer.body
    assert "maintenant\u00a0: jeudi 26 nov., 20\u00a0h" in to_customer.body
    assert "n’est plus définitive" in to_farm.body


def place_form(client: Client, distribution: Distribution, **typed: str) -> Any:
    place = distribution.place
    kept = {name: getattr(place, name) for name in ("name", "street", "postcode", "town")}
    url = f"{office(place.collective)}/lieux/{place.uid}/"
    notes = {"opening_notes": "", "private_notes": ""}
    return client.post(url, form_on(client, url) | notes | kept | typed)


def test_a_place_that_has_another_address_is_told(ordered: Distribution) -> None:
    make_commune()
    client = manager_of(ordered.collective)

    refused = place_form(client, ordered, street="3 rue du Four")
    place_form(client, ordered, street="3 rue du Four", tells="on")

    assert TELLS in refused.context["form"].errors
    to_customer, _to_farm = told()
    assert "12 place du Marché" in to_customer.body
    assert "3 rue du Four" in to_customer.body


def test_how_one_gets_in_was_announced_too(ordered: Distribution) -> None:
    make_commune()
    client = manager_of(ordered.collective)

    refused = place_form(client, ordered, opening_notes="Par la cour")
    place_form(client, ordered, opening_notes="Par la cour", tells="on")

    assert TELLS in refused.context["form"].errors
    for message in told():
        assert "maintenant\u00a0: Par la cour" in message.body


def test_what_else_is_said_of_a_place_needs_no_tick(ordered: Distribution) -> None:
    make_commune()

    place_form(manager_of(ordered.collective), ordered, private_notes="La clé est chez Odile")

    ordered.place.refresh_from_db()
    assert ordered.place.private_notes == "La clé est chez Odile"
    assert told() == []


def test_the_tick_alone_changes_nothing(ordered: Distribution) -> None:
    url = f"{office(ordered.collective)}/distributions/{ordered.uid}/modifier/"
    client = manager_of(ordered.collective)

    page = send(client, url, place=str(ordered.place.uid), tells="on")

    assert "Rien n’a été changé" in page.content.decode()
    assert told() == []


def test_when_orders_open_was_announced_to_nobody_who_has_ordered(ordered: Distribution) -> None:
    save(ordered, "modifier", opens_at="2026-11-19T08:00")

    ordered.refresh_from_db()
    assert ordered.opens_at == datetime(2026, 11, 19, 8, tzinfo=PARIS)
    assert told() == []


def test_a_saved_change_says_who_gets_a_mail(ordered: Distribution) -> None:
    url = f"{office(ordered.collective)}/distributions/{ordered.uid}/modifier/"
    hours = {"starts_at": "18:00", "ends_at": "20:00", "place": str(ordered.place.uid)}

    page = send(manager_of(ordered.collective), url, **hours, tells="on")

    assert "Un courriel part à 1 client et 1 ferme." in page.content.decode()


def test_a_household_that_ordered_for_two_dates_of_a_place_is_counted_once(
    ordered: Distribution,
) -> None:
    household = ordered.orders.get().household
    week_later = FRIDAY + timedelta(days=7)
    after = make_distribution(ordered.collective, week_later, place=ordered.place)
    Distribution.objects.filter(pk=after.pk).update(opens_at=ordered.opens_at)
    after.refresh_from_db()
    buy({make_listing(make_product(), after): 1}, household)

    told = told_of(ordered.collective.distributions.all())

    assert told is not None
    assert told.customers == 1


def test_a_date_that_is_over_is_moved_no_more(ordered: Distribution, time_machine: Any) -> None:
    time_machine.move_to(ordered.ends_at + timedelta(hours=1))

    typed = {"day": (FRIDAY + timedelta(days=7)).isoformat(), "closes_at": "2026-12-03T12:00"}
    refused = save(ordered, "modifier", tells="on", **typed)

    assert "est passée et des clients avaient commandé" in refused.content.decode()


def test_each_form_that_changes_what_was_announced_asks() -> None:
    """A new screen with such a field is found here."""
    changing = [
        page
        for room in rooms()
        for page in getattr(room, "pages", ())
        if getattr(page, "is_change", False) and "distribution" in page.__module__ + room.name
    ]
    fields = {page: set(page.form_class.base_fields) & ANNOUNCED for page in changing}

    assert changing
    for page, announced in fields.items():
        if announced and not page.__name__.startswith("ChangeListing"):
            assert issubclass(page.form_class, Telling), page
            assert announced <= set(page.form_class.announced), page
