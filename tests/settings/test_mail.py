"""Mails leave by SMTP or by a provider, as the environment says."""

import json
from typing import Any, ClassVar

import environ
import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from collectifs.settings.mail import mail_settings, sender
from commons.core.models import OutboxMail
from commons.core.outbox import deliver
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

KEY = "xkeysib-of-nobody"


def settings_for(**variables: str) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    class Given(environ.Env):
        ENVIRON: ClassVar[dict[str, str]] = variables

    return mail_settings(Given())


def test_without_a_provider_mails_go_by_smtp() -> None:
    mailers, keys = settings_for(MAIL_HOST="smtp.example", MAIL_PORT="587", MAIL_TLS="true")

    assert keys == {}
    assert mailers["default"] == mailers["bulk"]
    assert mailers["default"]["OPTIONS"] == {
        "host": "smtp.example",
        "port": 587,
        "username": "",
        "password": "",
        "use_tls": True,
        "timeout": 10,
    }


def test_a_provider_without_its_key_stops_the_start_with_a_sentence() -> None:
    with pytest.raises(ImproperlyConfigured, match="ANYMAIL_BREVO_API_KEY"):
        settings_for(MAIL_PROVIDER="brevo", ANYMAIL_BREVO_API_KEY="")


def sender_for(**variables: str) -> str:
    class Given(environ.Env):
        ENVIRON: ClassVar[dict[str, str]] = variables

    return sender(Given())


@pytest.mark.parametrize(
    "given",
    ["Le Sillon, réseau <courrier@sillon.example>", "Le Sillon", "courrier@", "a@b.example, c@d"],
)
def test_a_sender_that_is_not_one_address_stops_the_start_with_a_sentence(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
        sender_for(MAIL_FROM=given)


@pytest.mark.parametrize(
    "given", ['"Le Sillon, réseau" <courrier@sillon.example>', "courrier@sillon.example"]
)
def test_a_sender_is_one_address(given: str) -> None:
    assert sender_for(MAIL_FROM=given) == given


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "state"), [(201, "sent"), (503, "waiting")])
def test_an_outbox_mail_goes_to_the_provider(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, status: int, state: str
) -> None:
    settings.MAILERS, settings.ANYMAIL = settings_for(
        MAIL_PROVIDER="brevo", ANYMAIL_BREVO_API_KEY=KEY
    )
    asked: list[dict[str, Any]] = []

    def provider(_session: requests.Session, **asking: Any) -> requests.Response:
        asked.append(asking)
        answer = requests.Response()
        answer.status_code = status
        answer._content = b'{"messageId": "<1@brevo>"}'
        return answer

    monkeypatch.setattr(requests.Session, "request", provider)
    mail = queue()
    deliver(mail.pk, now=MONDAY)

    (one,) = asked
    assert one["headers"]["api-key"] == KEY
    assert json.loads(one["data"])["to"] == [{"email": "camille@sillon.example"}]
    assert OutboxMail.objects.get().state == state
