"""An editor of a collective, and the page of its site."""

import pytest
from django.test import Client

from commons.accounts.models import User
from home.models import CollectivePage
from tests.editing import make_editor, make_page


@pytest.fixture
def page(db: None) -> CollectivePage:
    return make_page()


@pytest.fixture
def editor(page: CollectivePage) -> User:
    return make_editor(page, first_name="Ida", last_name="Paul")


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client
