"""`/charte/`: linked once there is one to read."""

import pytest
from django.test import Client

from charter.models import CharterPage

pytestmark = pytest.mark.django_db
LINK = 'href="/charte/"'


def test_without_a_charter_there_is_no_link_and_no_page(client: Client) -> None:
    assert LINK not in client.get("/").content.decode()
    assert client.get("/charte/").status_code == 404


def test_a_published_charter_is_read_and_linked(client: Client) -> None:
    charter = CharterPage.objects.get()
    charter.body = "<p>Sans intermédiaire.</p>"
    charter.save_revision().publish()

    page = client.get("/charte/").content.decode()

    assert "Sans intermédiaire." in page
    assert LINK in page
