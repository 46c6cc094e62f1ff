"""The legal pages of the network and of each collective, made from fields."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commons.collectives.legal import CLOSED_PLATFORM
from commons.collectives.models import Collective, Network
from commons.collectives.services import set_legal_identity
from tests.architecture import sources
from tests.factories import MONDAY, make_collective, make_network

pytestmark = pytest.mark.django_db
WHOLE = {
    "legal_name": "Les Amis du Sillon",
    "legal_form": "association loi 1901",
    "seat": "3 rue des Lavoirs, 71490 Saint-Aubert",
    "contact_email": "contact@sillon.example",
    "phone": "03 53 01 00 10",
    "siren": "732 829 320",
    "rna": "w712000100",
    "publication_director": "Ariane Vasseur",
    "mediator": "Médiation du Sillon, mediation.example",
    "privacy": "Le bureau répond.",
    "host": "Nuage du Sillon, 03 53 01 00 11",
}


def say(publisher: Network | Collective, **identity: str) -> None:
    set_legal_identity(publisher=publisher, identity=identity, actor=None, now=MONDAY)


def page(client: Client, collective: Collective | None = None) -> str:
    address = (
        reverse("home:collective_legal", args=[collective.slug])
        if collective
        else reverse("home:legal")
    )
    response: Any = client.get(address)
    return unescape(response.content.decode())


@pytest.mark.parametrize("is_network", [True, False])
def test_everything_that_is_said_stands_on_the_page(client: Client, is_network: bool) -> None:
    network, collective = make_network(), make_collective()
    say(network, **WHOLE)
    say(collective, **WHOLE)

    shown = page(client, None if is_network else collective)

    written = WHOLE | {"phone": "03\xa053\xa001\xa000\xa010", "siren": "732829320"}
    assert [each for each in (written | {"rna": "W712000100"}).values() if each not in shown] == []


@pytest.mark.parametrize("is_network", [True, False])
def test_no_heading_is_empty_where_nothing_is_said(client: Client, is_network: bool) -> None:
    make_network()
    shown = page(client, None if is_network else make_collective())

    headings = r"<(h1|h2|dt)[^>]*>\s*</\1>|</h2>\s*<h2|</dt>\s*<dd>\s*</dd>|<dl>\s*</dl>"
    assert re.findall(headings, shown) == []
    for heading in ("Hébergeur", "Médiateur", "SIREN", "Siège"):
        assert heading not in shown


def test_the_foot_of_a_collectives_pages_leads_to_its_own(client: Client) -> None:
    collective = make_collective()

    shown = client.get(f"/{collective.slug}/").content.decode()

    assert reverse("home:collective_legal", args=[collective.slug]) in shown
    assert reverse("home:legal") in shown


def test_a_collective_that_does_not_exist_has_no_page(client: Client) -> None:
    assert client.get("/inconnu/mentions-legales/").status_code == 404


def test_nothing_leads_to_the_closed_european_platform() -> None:
    naming = [
        sources.relative(path)
        for path in (*sources.templates(), *sources.files("site", suffixes=(".json", ".po")))
        if CLOSED_PLATFORM in path.read_text(encoding="utf-8")
    ]

    assert naming == []
