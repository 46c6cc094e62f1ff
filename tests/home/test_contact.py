"""Write to a collective from its site."""

from typing import Any

import pytest
from django.test import Client

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from commons.core.models import OutboxMail
from home.models import ContactPage
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PATH = "/lise/contact/"
TYPED = {
    "name": "Odile Perret",
    "email": "odile@sillon.example",
    "message": "Bonjour,\nprenez-vous des bénévoles\u00a0?",
    "trap": "",
}


@pytest.fixture
def collective() -> Collective:
    address = {"name": "La Lise", "slug": "lise", "contact_email": "bureau@lise.example"}
    return found_collective(network=make_network(), now=MONDAY, **address)


@pytest.mark.usefixtures("collective")
def test_a_message_goes_to_the_collective_and_its_answer_to_whoever_wrote(client: Client) -> None:
    answer = client.post(PATH, TYPED, follow=True)

    mail = OutboxMail.objects.get(kind="contact_message")
    assert (mail.to, mail.reply_to) == ("bureau@lise.example", "odile@sillon.example")
    assert "Odile Perret vous écrit" in mail.subject
    assert "prenez-vous des bénévoles" in mail.text
    assert "Votre message est parti à La Lise. La réponse viendra à odile@sillon.example." in read(
        answer
    )


@pytest.mark.usefixtures("collective")
def test_the_same_sent_twice_goes_once(client: Client) -> None:
    for _n in range(2):
        client.post(PATH, TYPED)

    assert OutboxMail.objects.count() == 1


@pytest.mark.usefixtures("collective")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "odile"}, "adresse de courriel valide"),
        ({"name": ""}, "Champ requis."),
        ({"message": "a" * 4001}, "4000"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    answer = client.post(PATH, TYPED | wrong)

    page = read(answer)
    assert answer.status_code == 422
    assert said in page
    assert "prenez-vous des bénévoles" in page or wrong.get("message", "x" * 9)[:9] in page
    assert not OutboxMail.objects.exists()


@pytest.mark.usefixtures("collective")
def test_a_program_that_fills_in_everything_is_told_the_same_and_nothing_goes(
    client: Client,
) -> None:
    answer = client.post(PATH, TYPED | {"trap": "https://vendeur.example"}, follow=True)

    assert "Votre message est parti" in read(answer)
    assert not OutboxMail.objects.exists()


@pytest.mark.usefixtures("collective")
def test_too_many_messages_are_refused(client: Client) -> None:
    answers = [client.post(PATH, TYPED | {"message": f"Bonjour {n}"}) for n in range(7)]

    assert [answer.status_code for answer in answers] == [*[302] * 6, 429]


def test_without_an_address_the_managers_read(client: Client, collective: Collective) -> None:
    Collective.objects.update(contact_email="")
    answer = client.post(PATH, TYPED)
    assert "Personne ne lit encore" in read(answer)
    assert "prenez-vous des bénévoles" in read(answer)
    user = make_user()
    grant_role(collective=collective, user=user, role=Role.MANAGER, actor=None, now=MONDAY)

    client.post(PATH, TYPED)

    assert OutboxMail.objects.get().to == user.email


@pytest.mark.usefixtures("collective")
def test_whoever_is_signed_in_need_not_say_who_they_are(client: Client) -> None:
    user = make_user("Ida", "Paul")
    client.force_login(user)

    page = read(client.get(PATH))

    assert 'value="Ida Paul"' in page
    assert f'value="{user.email}"' in page


def test_a_contact_page_costs_15_queries_at_most(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    client.force_login(make_user())
    assert ContactPage.objects.child_of(collective.page).exists()

    with django_assert_max_num_queries(15):
        client.get(PATH)
