"""Write to a collective from its site."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from commons.core.delivery import deliver_due
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
    assert "Rien n’est encore envoyé." in page
    assert "enregistré" not in page
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
    page = read(answers[-1])
    assert "Plusieurs messages sont déjà partis d’ici" in page
    assert "comptes" not in page.partition("<main")[2].partition("</main>")[0]
    assert "Bonjour 6" in page
    assert 'value="odile@sillon.example"' in page


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


@pytest.mark.usefixtures("collective")
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028"])
def test_a_line_break_in_a_name_makes_no_header(client: Client, end: str) -> None:
    name = f"Odile{end}Bcc: tous@vendeur.example"
    client.post(PATH, TYPED | {"name": name, "message": "Bonjour\r\nBcc: tous@vendeur.example"})

    deliver_due(now=MONDAY)

    (sent,) = mail.outbox
    written = sent.message()
    assert sent.recipients() == ["bureau@lise.example"]
    assert (written["Bcc"], written["Cc"]) == (None, None)
    assert written["Reply-To"] == "odile@sillon.example"
    assert sent.subject == "Odile Bcc: tous@vendeur.example vous écrit depuis votre site"
    assert "Bonjour\nBcc: tous@vendeur.example" in sent.body


@pytest.mark.usefixtures("collective")
@pytest.mark.parametrize(
    "address",
    [
        "odile@sillon.example\r\nBcc: tous@vendeur.example",
        "odile@sillon.example, tous@vendeur.example",
        "odile@sillon.example;tous@vendeur.example",
        "Odile <odile@sillon.example>",
    ],
)
def test_an_answer_goes_to_one_address_alone(client: Client, address: str) -> None:
    answer = client.post(PATH, TYPED | {"email": address})

    assert answer.status_code == 422
    assert not OutboxMail.objects.exists()


@pytest.mark.usefixtures("collective")
def test_what_was_written_is_text_in_both_bodies(client: Client) -> None:
    client.post(PATH, TYPED | {"name": "<b>Ida</b> & Paul", "message": "<script>alert(1)</script>"})

    deliver_due(now=MONDAY)

    (sent,) = mail.outbox
    html = sent.alternatives[0].content
    assert "<b>Ida</b> & Paul vous écrit" in sent.subject
    assert "<script>alert(1)</script>" in sent.body
    assert "&lt;script&gt;alert(1)" in html
    assert "<b>Ida" not in html


@pytest.mark.usefixtures("collective")
def test_the_limit_is_one_for_all_collectives_and_each_address_has_its_own(client: Client) -> None:
    found_collective(
        network=make_network(), name="Autre", slug="autre", contact_email="a@b.example", now=MONDAY
    )
    for number in range(6):
        client.post(PATH, TYPED | {"message": f"Bonjour {number}"})

    refused = client.post("/autre/contact/", TYPED)
    elsewhere = client.post("/autre/contact/", TYPED, REMOTE_ADDR="192.0.2.7")

    assert (refused.status_code, elsewhere.status_code) == (429, 302)
    assert OutboxMail.objects.filter(to="a@b.example").count() == 1
