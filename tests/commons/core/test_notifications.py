"""A notification speaks its recipient's language, in text and in HTML, once per key."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from commons.core.models import OutboxMail
from commons.core.notifications import Notification
from tests.factories import MONDAY, make_collective, make_network, make_user

pytestmark = pytest.mark.django_db

TEXT = """{% extends "emails/base.txt" %}{% load i18n %}
{% block subject %}{% translate "Messages" %} :   {{ name }}{% endblock %}
{% block body %}{{ name }} & {% translate "Previous" %}{% endblock %}
"""
HTML = """{% extends "emails/base.html" %}
{% block body %}<p>{{ name }}</p><a href="{{ site_url }}/commandes/">…</a>{% endblock %}
"""


@pytest.fixture
def greeting(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> type[Notification]:
    """A kind of mail with its two templates."""
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "greeting.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "emails" / "greeting.html").write_text(HTML, encoding="utf-8")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    monkeypatch.setattr(Notification, "kinds", {})

    class Greeting(Notification):
        kind = "greeting"

    return Greeting


def send(greeting: type[Notification], **fields: Any) -> OutboxMail:
    defaults: dict[str, Any] = {
        "to": "camille@sillon.example",
        "key": "greeting:1",
        "context": {"name": "Tom & Léa <3"},
        "now": MONDAY,
    }
    return greeting.send(**defaults | fields)


def test_a_bare_address_is_written_to_in_french(greeting: type[Notification]) -> None:
    mail = send(greeting)

    assert (mail.to, mail.kind) == ("camille@sillon.example", "greeting")
    assert "Précédent" in mail.text
    assert '<html lang="fr">' in mail.html


def test_a_user_is_written_to_in_the_language_they_chose(greeting: type[Notification]) -> None:
    user = make_user(language="en")

    mail = send(greeting, to=user)

    assert mail.to == user.email
    assert "Previous" in mail.text
    assert '<html lang="en">' in mail.html


def test_text_is_not_escaped_and_html_is(greeting: type[Notification]) -> None:
    mail = send(greeting)

    assert "Tom & Léa <3" in mail.text
    assert "<p>Tom &amp; Léa &lt;3</p>" in mail.html


def test_the_subject_is_one_line_that_the_text_does_not_repeat(
    greeting: type[Notification],
) -> None:
    mail = send(greeting)

    assert mail.subject == "Messages\N{NO-BREAK SPACE}: Tom & Léa <3"
    assert "Messages" not in mail.text


def test_a_long_subject_is_cut(greeting: type[Notification]) -> None:
    assert len(send(greeting, context={"name": "A" * 300}).subject) == 200


def test_links_are_absolute(greeting: type[Notification], settings: Settings) -> None:
    settings.BASE_URL = "https://collectifs.example/"

    mail = send(greeting)

    assert 'href="https://collectifs.example/commandes/"' in mail.html
    assert "https://collectifs.example/\n" in mail.text


def test_a_collective_signs_its_mails(greeting: type[Notification]) -> None:
    collective = make_collective("La Lise", contact_email="bureau@lise.example")

    mail = send(greeting, context={"name": "Tom", "collective": collective})

    assert '<div class="brand">La Lise</div>' in mail.html
    assert "-- \nLa Lise\n" in mail.text
    assert (mail.sender, mail.reply_to) == ("La Lise", "bureau@lise.example")
    assert "bureau@lise.example" in mail.text


def test_without_an_address_of_its_own_the_network_reads(greeting: type[Notification]) -> None:
    network = make_network(name="Sillon commun", contact_email="contact@sillon.example")

    of_collective = send(
        greeting, context={"name": "Tom", "collective": make_collective("La Lise")}
    )
    of_network = send(greeting, key="greeting:2")

    assert network.contact_email == of_collective.reply_to == of_network.reply_to
    assert (of_collective.sender, of_network.sender) == ("La Lise", "Sillon commun")


def test_whoever_wrote_reads_the_answers(greeting: type[Notification]) -> None:
    mail = send(greeting, reply_to="jeanne@ferme.example")

    assert mail.reply_to == "jeanne@ferme.example"
    assert "jeanne@ferme.example" in mail.html


def test_two_kinds_cannot_share_a_name(greeting: type[Notification]) -> None:
    with pytest.raises(ValueError, match="greeting"):
        type("Other", (Notification,), {"kind": "greeting"})


@pytest.mark.parametrize("end", ["\x0b", "\x85", "\u2028"], ids=ascii)
def test_a_subject_is_one_line_whatever_the_names_in_it(
    greeting: type[Notification], end: str
) -> None:
    mail = send(greeting, context={"name": f"Tom{end}Léa"})

    assert mail.subject.endswith(": Tom Léa")
