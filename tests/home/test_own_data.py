"""A person takes their data along, and goes: what is exported, refused, erased, and what stays."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture
from wagtail.users.models import UserProfile

from commons.accounts.models import Household, Person, User
from commons.accounts.own_data_services import NotYet, erase_person, export_person
from commons.accounts.services import add_person
from commons.collectives.models import Membership, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import AuditEntry, OutboxMail
from distributions.models import Distribution
from farms.models import FarmInvitation
from farms.services import add_farm_member, invite_to_farm
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.models import Order
from shop.order.withdrawal_services import answer_withdrawal, withdraw
from shop.reporting.models import SentList
from shop.reporting.services import process_due_closings
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_listing,
    make_member,
    make_network,
    make_product,
    make_role,
    make_user,
)
from tests.ordering import buy, fill
from tests.written import write_mails

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=30)
MINE = ("Wilhelmine", "Zyskowska", "wilhelmine@foyers.example", "+33639981299", "Sans-pépin-svp")
"""Words that stand nowhere else: first and last name, address, phone, note."""


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def person() -> User:
    """With a past order, a draft, a withdrawal, places, roles, invitations, mails."""
    first, last, email, _phone, _note = MINE
    return make_user(first, last, email=email)


def live(person: User) -> Order:
    """All that somebody may leave behind; nothing of it is to come at LATER."""
    first, last, email, phone, note = MINE
    distribution = make_distribution()
    collective = distribution.collective
    listing = make_listing(
        make_product("Miel", has_withdrawal_right=True, note_allowed=True), distribution
    )
    household = make_member(collective, person)
    Person.objects.filter(user=person).update(phone=phone)
    add_person(household=household, first_name="Noé", last_name=last, phone="06 39 98 12 99")
    order = buy({listing: 1}, household, name=f"{first} {last}")
    order.lines.update(note=note)
    Order.objects.filter(pk=order.pk).update(phone=phone)
    process_due_closings(now=MONDAY + timedelta(days=4))
    write_mails()
    _draft(household, collective)
    _withdraw(order)
    _belong(person, collective)
    return order


def _draft(household: Household, collective: Any) -> None:
    other = make_distribution(collective, FRIDAY + timedelta(days=60))
    Distribution.objects.filter(pk=other.pk).update(opens_at=MONDAY - timedelta(days=1))
    other.refresh_from_db()
    fill({make_listing(make_product(), other): 1}, household)


def _withdraw(order: Order) -> None:
    manager = make_role(order.collective, Role.MANAGER)
    chosen = [str(order.lines.get().uid)]
    made = withdraw(order=order, chosen=chosen, actor=order.user, now=MONDAY)
    answer_withdrawal(withdrawal=made, actor=manager, now=MONDAY)


def _belong(person: User, collective: Any) -> None:
    farm, now = make_farm("Ferme du Haut"), MONDAY
    make_farm_member(farm)
    add_farm_member(farm=farm, user=person, role="prepares", now=now)  # type: ignore[arg-type]
    invite_to_farm(farm=make_farm(), email=person.email, role="prepares", actor=None, now=now)  # type: ignore[arg-type]
    grant_role(collective=collective, user=person, role=Role.EDITOR, actor=None, now=now)


def everything() -> dict[str, str]:
    """What each table holds, mails to others apart: they go by themselves."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("core_outbox", "django_migrations")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                found[table] = repr(cursor.fetchall())
    return found


def test_everything_of_a_person_is_exported(person: User) -> None:
    live(person)

    told = json.dumps(export_person(user=person, now=LATER), default=str, ensure_ascii=False)

    more = ("Noé", "Miel", "Ferme du Haut", "editor", "2026-11-23", "prepares", "rétractation")
    assert [word for word in (*MINE, *more) if word not in told] == []


def test_what_is_exported_is_nobody_elses(person: User) -> None:
    order = live(person)
    listing = Listing.objects.get(pk=order.lines.get().listing_id)
    other = make_user("Barnabé", "Quillot")
    buy({listing: 1}, make_member(order.collective, other), name="Barnabé Quillot")

    told = json.dumps(export_person(user=person, now=LATER), default=str, ensure_ascii=False)

    assert "Barnabé" not in told


def test_nothing_names_an_erased_person_in_any_table(person: User) -> None:
    live(person)
    before = "".join(everything().values())
    assert [word for word in MINE if word not in before] == []

    erase_person(user=person, now=LATER)

    left = {table: word for table, rows in everything().items() for word in MINE if word in rows}
    assert left == {}
    assert not OutboxMail.objects.filter(to=MINE[2]).exists()
    assert not OutboxMail.objects.filter(reply_to=MINE[2]).exists()


def test_the_books_keep_the_order_without_the_name(person: User) -> None:
    order = live(person)
    before = (order.total_cents, order.short_number, order.lines.count())

    erase_person(user=person, now=LATER)

    order.refresh_from_db()
    assert (order.total_cents, order.short_number, order.lines.count()) == before
    assert (order.name, order.phone, order.user) == ("Personne effacée", "", None)
    assert order.household.name == "Personne effacée"
    assert order.events.exists()


def test_baskets_places_and_invitations_go_and_memberships_end(person: User) -> None:
    order = live(person)

    erase_person(user=person, now=LATER)

    assert not Basket.objects.filter(household=order.household).exists()
    assert not FarmInvitation.objects.exists()
    assert not Person.objects.filter(household=order.household).exists()
    assert Membership.objects.get(household=order.household).state == Membership.State.ENDED
    assert AuditEntry.objects.get(action="erase_person").target_uid == person.uid


def test_what_a_farm_was_told_keeps_quantities_and_loses_notes(person: User) -> None:
    live(person)
    sent = SentList.objects.first()
    assert sent is not None
    assert MINE[4] in str(sent.lines)
    told = len(sent.lines)

    erase_person(user=person, now=LATER)

    sent.refresh_from_db()
    assert len(sent.lines) == told
    assert MINE[4] not in str(sent.lines)


def test_an_order_to_come_is_settled_first(person: User) -> None:
    listing = make_listing()
    order = buy({listing: 1}, make_member(listing.collective, person))

    with pytest.raises(NotYet, match="n°\xa01 du vendredi 27 novembre"):
        erase_person(user=person, now=MONDAY)

    order.refresh_from_db()
    assert order.user == person
    assert User.objects.filter(pk=person.pk).exists()


def test_a_withdrawal_without_answer_is_settled_first(person: User) -> None:
    listing = make_listing(make_product(has_withdrawal_right=True))
    order = buy({listing: 1}, make_member(listing.collective, person))
    chosen = [str(order.lines.get().uid)]
    withdraw(order=order, chosen=chosen, actor=person, now=MONDAY)

    with pytest.raises(NotYet, match="attend une réponse"):
        erase_person(user=person, now=LATER)


def test_the_last_who_decides_hands_over_first(person: User) -> None:
    collective, farm, now = make_collective("Vallée"), make_farm("Ferme du Haut"), MONDAY
    grant_role(collective=collective, user=person, role=Role.MANAGER, actor=None, now=now)
    make_farm_member(farm, user=person)
    network, administrator = make_network(), RoleInNetwork.ADMINISTRATOR
    grant_network_role(network=network, user=person, role=administrator, actor=None, now=now)

    with pytest.raises(NotYet) as refused:
        erase_person(user=person, now=now)

    assert len(refused.value.sentences) == 3
    for name in ("Vallée", "Ferme du Haut", "réseau"):
        assert name in str(refused.value)

    other = make_user()
    grant_role(collective=collective, user=other, role=Role.MANAGER, actor=None, now=now)
    make_farm_member(farm, user=other)
    grant_network_role(network=network, user=other, role=administrator, actor=None, now=now)
    erase_person(user=person, now=now)


def test_of_a_shared_household_the_others_keep_their_orders(person: User) -> None:
    first, last, _email, phone, _note = MINE
    listing = make_listing()
    household = make_member(listing.collective, person)
    Person.objects.filter(user=person).update(phone=phone)
    other = make_user("Barnabé", "Quillot")
    Person.objects.create(
        household=household, user=other, first_name="Barnabé", last_name="Quillot"
    )
    mine = buy({listing: 1}, household, name=f"{first} {last}")
    next_week = make_distribution(listing.collective, FRIDAY + timedelta(days=40))
    Distribution.objects.filter(pk=next_week.pk).update(opens_at=MONDAY - timedelta(days=1))
    next_week.refresh_from_db()
    theirs = buy({make_listing(make_product(), next_week): 1}, household, name="Barnabé Quillot")
    Order.objects.filter(pk=theirs.pk).update(user=other)

    erase_person(user=person, now=LATER)

    household.refresh_from_db()
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert household.name == "Barnabé Quillot"
    assert (mine.name, theirs.name) == ("Personne effacée", "Barnabé Quillot")
    assert household.memberships.get().state == Membership.State.ACTIVE
    assert [word for rows in everything().values() for word in MINE if word in rows] == []


def test_the_picture_of_a_manager_is_a_file_that_goes(
    person: User, django_capture_on_commit_callbacks: Any
) -> None:
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("portrait.png", ContentFile(b"png"))
    storage, name = profile.avatar.storage, profile.avatar.name

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=person, now=MONDAY)

    assert not storage.exists(name)


def test_an_administrator_without_household_goes_too() -> None:
    user = make_user()

    assert export_person(user=user, now=MONDAY)["orders"] == []
    erase_person(user=user, now=MONDAY)

    assert not User.objects.filter(pk=user.pk).exists()


def signed_in(person: User, *, again: bool = True) -> Client:
    client = Client()
    client.login(email=person.email, password="un mot de passe sûr")
    if again:
        client.post("/compte/reauthenticate/", {"password": "un mot de passe sûr"})
    return client


def test_the_file_is_downloaded_by_post_and_not_kept(person: User) -> None:
    client = signed_in(person)

    answer: Any = client.post(reverse("home:account_export"))

    assert json.loads(answer.content)["account"]["email"] == person.email
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(reverse("home:account_export")).status_code == 405


@pytest.mark.parametrize("name", ["home:account_export", "home:account_erase"])
def test_whoever_has_a_password_gives_it_again(person: User, name: str) -> None:
    answer: Any = signed_in(person, again=False).post(reverse(name), {"sure": "on"})

    assert answer.headers["Location"].startswith("/compte/reauthenticate/")
    assert User.objects.filter(pk=person.pk).exists()


def test_after_the_password_one_is_back_where_the_file_is(person: User) -> None:
    client = signed_in(person, again=False)
    asked: Any = client.post(reverse("home:account_export"))

    page = client.post(
        asked.headers["Location"], {"password": "un mot de passe sûr"}, follow=True
    ).content.decode()

    assert "votre fichier est prêt à télécharger" in page
    assert client.post(reverse("home:account_export")).headers["Content-Disposition"]


def test_erasing_is_confirmed_and_ends_every_session(person: User) -> None:
    client, elsewhere = signed_in(person), signed_in(person)
    page = reverse("home:account_own_data")
    assert "Effacer mon compte" in client.get(page).content.decode()

    refused = client.post(reverse("home:account_erase"))
    assert refused.status_code == 422
    assert "Cochez la case" in refused.content.decode()
    assert User.objects.filter(pk=person.pk).exists()

    done = client.post(reverse("home:account_erase"), {"sure": "on"}, follow=True)
    assert "Votre compte est effacé" in done.content.decode()
    assert not User.objects.filter(pk=person.pk).exists()
    assert elsewhere.get(page).status_code == 302


def test_the_page_says_what_has_to_be_settled(person: User) -> None:
    listing = make_listing()
    buy({listing: 1}, make_member(listing.collective, person))

    shown = signed_in(person).get(reverse("home:account_own_data")).content.decode()

    assert "est à venir" in shown
    assert "account_erase" not in shown
    assert reverse("home:account_erase") not in shown


def test_the_export_is_limited(person: User) -> None:
    client = signed_in(person)

    answers = [client.post(reverse("home:account_export")).status_code for _each in range(11)]

    assert (answers[0], answers[-1]) == (200, 429)
