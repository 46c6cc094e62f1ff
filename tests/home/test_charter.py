"""`/charte/`: linked once there is one to read."""

import pytest
from django.test import Client

from charter.models import CharterPage
from home.models import HomePage

pytestmark = pytest.mark.django_db
LINK = 'href="/charte/"'


def test_without_a_charter_there_is_no_link_and_no_page(client: Client) -> None:
    assert LINK not in client.get("/").content.decode()
    assert client.get("/charte/").status_code == 404


def test_a_published_charter_is_read_and_linked(client: Client) -> None:
    HomePage.objects.get().add_child(
        instance=CharterPage(title="Notre charte", slug="texte", body="<p>Sans intermédiaire.</p>")
    )

    page = client.get("/charte/").content.decode()

    assert "Sans intermédiaire." in page
    assert LINK in page
