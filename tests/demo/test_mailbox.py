"""The demo's mailbox shows every mail to whoever tries the demo, and does not exist elsewhere."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, mailers
from django.template import engines
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from commons.core.outbox import Attachment
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

LIST = "/demo/courrier/"
CSV = Attachment("à apporter.csv", "text/csv", b"a;b")


def test_mails_are_listed_newest_first(client: Client) -> None:
    queue(key="1", subject="Premier message")
    queue(key="2", subject="Second message", now=MONDAY + timedelta(hours=1))

    page = client.get(LIST).content.decode()

    assert page.index("Second message") < page.index("Premier message")
    assert "lundi 23 novembre, 11\N{NO-BREAK SPACE}h" in page


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert "Aucun message" in client.get(LIST).content.decode()


def test_a_long_mailbox_is_paged_and_costs_the_same(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        queue(
            key=str(number), subject=f"Message n{number}.", now=MONDAY + timedelta(minutes=number)
        )

    with django_assert_max_num_queries(5):
        page = client.get(LIST + "?page=3").content.decode()

    assert "Message n9." in page
    assert "Message n10." not in page


def test_a_mail_shows_its_text_its_html_and_its_files(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mail = queue(
        text="Voici : https://exemple.fr/x/\n<b>", html="<html><head></head>é", attachments=[CSV]
    )

    with django_assert_max_num_queries(5):
        page = client.get(f"{LIST}{mail.uid}/").content.decode()

    assert 'href="https://exemple.fr/x/"' in page
    assert "&lt;b&gt;" in page
    assert f'src="{LIST}{mail.uid}/html/"' in page
    assert f'href="{LIST}{mail.uid}/pieces/1/"' in page


def test_the_page_may_frame_the_mail_and_nothing_else(client: Client) -> None:
    answer = client.get(f"{LIST}{queue(html='<p>').uid}/")

    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_html_of_a_mail_is_held_in_a_sandbox(client: Client) -> None:
    mail = queue(html="<html><head></head><p>Bonjour</p></html>")

    answer = client.get(f"{LIST}{mail.uid}/html/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_top"></head>' in answer.content.decode()


def test_a_file_is_downloaded(client: Client) -> None:
    mail = queue(attachments=[CSV])

    answer = client.get(f"{LIST}{mail.uid}/pieces/1/")

    assert (answer.content, answer.headers["Content-Type"]) == (b"a;b", "text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize("number", [0, 2])
def test_a_file_that_is_not_there_is_not_found(client: Client, number: int) -> None:
    mail = queue(attachments=[CSV])

    assert client.get(f"{LIST}{mail.uid}/pieces/{number}/").status_code == 404


@pytest.mark.parametrize("rest", ["", "{uid}/", "{uid}/html/", "{uid}/pieces/1/"])
def test_a_real_installation_has_no_such_page(
    client: Client, settings: Settings, rest: str
) -> None:
    settings.DEMO = False
    mail = queue(html="<p>Bonjour</p>", attachments=[CSV])

    assert client.get(LIST + rest.format(uid=mail.uid)).status_code == 404


@pytest.mark.parametrize(("demo", "link"), [(True, LIST), (False, "")])
def test_every_template_knows_where_the_mailbox_is(
    settings: Settings, demo: bool, link: str
) -> None:
    settings.DEMO = demo
    template = engines["django"].from_string("{{ demo_mailbox }}")

    assert template.render({}, RequestFactory().get("/")) == link


def test_the_backend_of_the_demo_takes_mail_and_sends_nothing(settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "collectifs.demo.mailbox.MailboxBackend"}}
    message = EmailMessage("Objet", "Texte", to=["camille@sillon.example"])

    assert mailers.default.send_messages([message]) == 1
