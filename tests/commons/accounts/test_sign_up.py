"""Create an account: name, e-mail, phone; a password or e-mailed codes."""

import pytest
from django.test import Client

from commons.accounts.models import Household, Person, User
from commons.core.models import OutboxMail
from tests.commons.accounts.mails import last_code, last_mail
from tests.factories import make_user

pytestmark = pytest.mark.django_db

CAMILLE = {
    "first_name": "Camille",
    "last_name": "Arnoux",
    "email": "camille@sillon.example",
    "phone": "06 39 98 12 34",
    "password1": "",
}
SIGN_UP = "/compte/signup/"
CONFIRM = "/compte/confirm-email/"


def test_a_new_person_confirms_her_address_by_a_code_and_goes_on_with_her_order(
    client: Client,
) -> None:
    response = client.post(SIGN_UP, CAMILLE | {"next": "/accessibilite/"})
    assert response["Location"] == CONFIRM

    response = client.post(CONFIRM, {"code": last_code("camille@sillon.example")})

    assert response["Location"] == "/accessibilite/"
    user = User.objects.get(email="camille@sillon.example")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_up_makes_a_household_with_the_person_in_it(client: Client) -> None:
    client.post(SIGN_UP, CAMILLE)

    household = Household.objects.get()
    person = Person.objects.get(user__email="camille@sillon.example")
    assert (household.name, person.phone) == ("Camille Arnoux", "+33639981234")
    assert (person.household, str(person)) == (household, "Camille Arnoux")


def test_a_password_is_optional_and_checked_when_there_is_one(client: Client) -> None:
    response = client.post(SIGN_UP, CAMILLE | {"password1": "court"})

    assert "au minimum 10" in response.text
    assert 'value="camille@sillon.example"' in response.text
    assert not User.objects.exists()

    client.post(SIGN_UP, CAMILLE | {"password1": "la charrue du voisin"})
    assert User.objects.get().check_password("la charrue du voisin")


def test_an_incomplete_phone_is_explained_next_to_the_field_and_nothing_typed_is_lost(
    client: Client,
) -> None:
    response = client.post(
        SIGN_UP, CAMILLE | {"phone": "06 39 98", "password1": "la charrue du voisin"}
    )

    assert (
        "Le numéro est incomplet\u00a0: indiquez 10 chiffres, par exemple 06 12 34 56 78."
        in response.text
    )
    for typed in (
        "Camille",
        "Arnoux",
        "camille@sillon.example",
        "06 39 98",
        "la charrue du voisin",
    ):
        assert f'value="{typed}"' in response.text
    assert not User.objects.exists()


def test_an_address_that_has_an_account_gets_the_same_page_and_a_mail_that_says_so(
    client: Client,
) -> None:
    make_user(email="camille@sillon.example")

    known = client.post(SIGN_UP, CAMILLE)
    page = client.get(known["Location"])

    assert known["Location"] == CONFIRM
    assert "camille@sillon.example" in page.text
    assert User.objects.count() == 1
    mail = last_mail("camille@sillon.example")
    assert mail.subject == "Vous avez déjà un compte"
    assert "http" in mail.text


def test_the_page_leads_to_the_mailbox_of_the_demo(client: Client) -> None:
    client.post(SIGN_UP, CAMILLE)

    assert "/demo/courrier/" in client.get(CONFIRM).text


def test_the_mail_of_a_code_is_confidential_and_leaves_by_the_outbox(client: Client) -> None:
    client.post(SIGN_UP, CAMILLE)

    mail = OutboxMail.objects.get()
    assert mail.confidential
    assert mail.subject.startswith("Votre code pour confirmer votre adresse")
    assert last_code(mail.to) in mail.html


def test_a_mail_server_that_is_down_is_told_on_the_page(client: Client) -> None:
    client.post(SIGN_UP, CAMILLE)
    OutboxMail.objects.update(error="ConnectionRefusedError 111", attempts=1)

    assert "Le serveur de courriel ne répond pas" in client.get(CONFIRM).text
