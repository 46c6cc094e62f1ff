"""Every kind of mail can be answered, and looking at what it links to changes nothing."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client

from commons.accounts.models import User
from commons.core.models import OutboxMail
from commons.core.notifications import Notification
from tests.cast import make_cast
from tests.every_mail import ACCOUNTS, kinds_sent, later, send_every_kind
from tests.factories import MONDAY, make_network

pytestmark = pytest.mark.django_db
OF_THE_FIRST_START = "network_started"  # see tests/operations/test_start.py
LINK = re.compile(rf"{re.escape(settings.BASE_URL.rstrip('/'))}[^\s\"<]*")


@pytest.fixture
def mails() -> Iterator[list[OutboxMail]]:
    with time_machine.travel(MONDAY, tick=False):
        make_network(contact_email="contact@sillon.example")
        send_every_kind(make_cast())
        yield list(OutboxMail.objects.order_by("pk"))


def test_each_kind_is_sent_here(mails: list[OutboxMail]) -> None:
    ours = {kind for kind in Notification.kinds if kind != OF_THE_FIRST_START}

    assert kinds_sent() - {"cast"} == ours | ACCOUNTS


def test_somebody_reads_the_answers_to_each_and_it_says_who(mails: list[OutboxMail]) -> None:
    without = {mail.kind for mail in mails if not mail.reply_to or not mail.sender}
    silent = {mail.kind for mail in mails if mail.reply_to not in mail.text}

    assert (without, silent) == (set(), set())


def test_no_entity_stands_in_what_is_plain_text(mails: list[OutboxMail]) -> None:
    assert not [mail.kind for mail in mails if re.search(r"&\w+;", mail.subject + mail.text)]


def test_looking_at_what_a_mail_links_to_changes_nothing(mails: list[OutboxMail]) -> None:
    with later():
        before = rows()
        looked_at = sum(look(mail) for mail in mails)

    assert looked_at > len(mails)
    changed = {name for name, told in rows().items() if told != before[name]}
    assert changed == set()


def look(mail: OutboxMail) -> int:
    """As a scanner of mails does, and as the person it was written to."""
    links = {urlsplit(link) for link in LINK.findall(mail.text + mail.html)}
    user = User.objects.filter(email=mail.to).first()
    for client in (Client(), signed_in(user)):
        for link in links:
            address = f"{link.path or '/'}?{link.query}"
            assert client.head(address).status_code < 400
            assert client.get(address).status_code < 400
    return len(links)


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
        User.objects.filter(pk=user.pk).update(last_login=None)
    return client


# Wagtail notes who has a page open in its editor, and tells them of its comments.
OPENED = {"wagtailadmin.EditingSession", "wagtailcore.PageSubscription"}


def rows() -> dict[str, str]:
    """What every table holds, but for sessions."""
    cache.clear()
    User.objects.update(last_login=None)
    tables = set(connection.introspection.table_names())
    return {
        model._meta.label: digest(model)
        for model in apps.get_models()
        if model._meta.db_table in tables
        and model._meta.label not in OPENED
        and not issubclass(model, AbstractBaseSession)
    }


def digest(model: type[Model]) -> str:
    rows = model._default_manager.order_by("pk").values_list()
    # A stream of blocks is written with the places in memory of what it holds.
    found = [[list(getattr(each, "raw_data", ())) or each for each in row] for row in rows]
    return hashlib.sha256(repr(found).encode()).hexdigest()
