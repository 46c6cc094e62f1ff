"""Who may say what stands on the legal pages, and who is told what is missing."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from commons.collectives.models import RoleInNetwork
from commons.collectives.services import grant_network_role
from tests.factories import MONDAY, make_collective, make_network, make_user
from tests.managing import manager_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
OF_COLLECTIVE, OF_NETWORK = "backoffice_legal:index", "backoffice_network:index"
MISSING = "Il manque encore aux mentions légales"
TYPED = {
    "legal_form": "association",
    "seat": "3 rue des Lavoirs",
    "contact_email": "contact@sillon.example",
    "phone": "03 53 01 00 10",
    "siren": "732 829 320",
    "publication_director": "Ariane Vasseur",
    "mediator": "Médiation du Sillon",
    "privacy": "Le bureau répond.",
}


def home(client: Client) -> str:
    return unescape(client.get(reverse("wagtailadmin_home")).content.decode())


def administrator() -> Client:
    user = make_user()
    role = RoleInNetwork.ADMINISTRATOR
    grant_network_role(network=make_network(), user=user, role=role, actor=None, now=MONDAY)
    client = Client()
    client.force_login(user)
    return client


def test_a_manager_is_told_what_is_missing_until_it_is_said() -> None:
    collective = make_collective()
    client = manager_of(collective)
    assert MISSING in home(client)

    send(client, reverse(OF_COLLECTIVE, args=[collective.slug]), **TYPED)

    collective.refresh_from_db()
    assert (collective.siren, collective.mediator) == ("732829320", "Médiation du Sillon")
    assert MISSING not in home(client)


def test_a_wrong_number_is_said_beside_the_field_and_keeps_what_was_typed() -> None:
    collective = make_collective()
    client, path = manager_of(collective), reverse(OF_COLLECTIVE, args=[collective.slug])

    answer = send(client, path, **TYPED | {"siren": "732829321"})

    shown = unescape(answer.content.decode())
    assert "Ce n’est pas un SIREN" in shown
    assert "3 rue des Lavoirs" in shown


def test_an_administrator_is_told_of_the_networks() -> None:
    client = administrator()
    assert MISSING in home(client)

    send(client, reverse(OF_NETWORK), **TYPED, host="Nuage du Sillon")

    assert make_network().host == "Nuage du Sillon"
    assert MISSING not in home(client)


def test_neither_sees_the_page_of_the_other() -> None:
    collective = make_collective()
    manager = manager_of(collective)

    assert manager.get(reverse(OF_NETWORK)).status_code == 404
    assert manager.post(reverse(OF_NETWORK), TYPED).status_code == 404
    assert administrator().get(reverse(OF_COLLECTIVE, args=[collective.slug])).status_code == 404
    assert "reseau/mentions-legales" not in home(manager)
