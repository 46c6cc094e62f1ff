"""An administrator who edits pages, and a page to edit."""

import pytest
from django.test import Client

from commons.accounts.models import User
from home.models import CollectivePage
from tests.editing import make_administrator, make_page


@pytest.fixture
def editor(db: None) -> User:
    return make_administrator(first_name="Ida", last_name="Paul")


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def page(db: None) -> CollectivePage:
    return make_page()
