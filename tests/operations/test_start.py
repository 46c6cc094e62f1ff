"""From an empty installation to somebody who manages a collective, by one command."""

from io import StringIO

import pytest
from django.contrib.sites.models import Site
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from commons.accounts.models import Household, User
from commons.collectives.models import (
    Collective,
    Commune,
    Network,
    NetworkRole,
    Role,
    RoleInNetwork,
)
from commons.collectives.permissions import has_role
from commons.core.models import OutboxMail
from farms.models import Label
from shop.catalogue.models import Aisle
from tests.commons.accounts.mails import last_code
from tests.factories import make_collective, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "claire@sillon.example"
OPTIONS = {
    "network": "Sillon commun",
    "collective": "Vallée claire",
    "slug": "vallee-claire",
    "email": ADDRESS,
    "first_name": "Claire",
    "last_name": "Perrin",
}


@pytest.fixture(autouse=True)
def _already_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite on SQLite does without migrations; `make migrations` runs them."""
    monkeypatch.setattr(
        "collectifs.operations.management.commands.start.call_command", lambda *_, **__: None
    )


def start(**options: str) -> str:
    said = StringIO()
    call_command("start", no_input=True, stdout=said, **OPTIONS | options)
    return said.getvalue()


def test_the_manager_signs_in_by_a_code_and_enters_the_admin(client: Client) -> None:
    said = start()

    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == (ADDRESS, "Vallée claire est prêt\xa0: connectez-vous")
    assert mail.reply_to == ADDRESS
    assert "/compte/login/?next=%2Fgestion%2F" in mail.text
    assert "/vallee-claire/" in said
    client.post("/compte/login/", {"login": ADDRESS, "send_code": "1", "next": "/gestion/"})
    response = client.post(
        "/compte/login/code/confirm/", {"code": last_code(ADDRESS), "next": "/gestion/"}
    )
    assert response["Location"] == "/gestion/"
    assert client.get("/gestion/").status_code == 200


def test_the_network_has_what_a_first_distribution_needs(client: Client) -> None:
    start()

    collective, user = Collective.objects.get(), User.objects.get()
    assert has_role(user, collective, Role.MANAGER)
    assert NetworkRole.objects.get(user=user).role == RoleInNetwork.ADMINISTRATOR
    assert Household.objects.get().name == "Claire Perrin"
    assert Aisle.objects.filter(network=collective.network).exists()
    assert Label.objects.exists()
    assert Commune.objects.exists()
    assert client.get("/vallee-claire/").status_code == 200
    assert "Vallée claire" in client.get("/").text


def test_the_sites_get_the_public_address(settings: Settings) -> None:
    settings.BASE_URL = "https://sillon.example"

    start()

    assert Site.objects.get().domain == "sillon.example"


def test_what_is_not_given_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["Sillon commun", "", "Vallée claire", "", ADDRESS, "Claire", "Perrin"])
    monkeypatch.setattr("builtins.input", lambda _question: next(typed))

    call_command("start", stdout=StringIO())

    assert Collective.objects.get().slug == "vallee-claire"


def test_a_missing_option_is_named_where_nobody_can_answer() -> None:
    with pytest.raises(CommandError, match="E-mail of who manages it"):
        start(email="")


@pytest.mark.parametrize(
    "wrong", [{"email": "claire"}, {"slug": "gestion"}, {"slug": "vallée claire"}]
)
def test_a_wrong_answer_makes_nothing(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        start(**wrong)

    assert not Network.objects.exists()
    assert not User.objects.exists()


def test_a_second_time_is_refused_in_a_sentence() -> None:
    make_collective()

    with pytest.raises(CommandError, match="The network exists already"):
        start()

    assert not User.objects.exists()


def test_an_account_that_exists_becomes_the_managers() -> None:
    known = make_user(email=ADDRESS)

    start(email="Claire@Sillon.example")

    assert has_role(known, Collective.objects.get(), Role.MANAGER)
