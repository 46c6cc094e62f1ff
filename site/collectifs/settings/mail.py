"""How mails leave: by SMTP, or by a provider's API through anymail."""

import re
from email.utils import getaddresses
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ALIASES = ("default", "bulk")
PREFIX = "ANYMAIL_"


def mail_settings(env: environ.Env) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """`MAILERS` and `ANYMAIL`.

    `MAIL_PROVIDER` names a provider as anymail does ("brevo", "mailjet"); its keys are given as
    anymail names them, after a prefix: `ANYMAIL_BREVO_API_KEY`. Without it mails go by SMTP.
    """
    provider = env("MAIL_PROVIDER", default="")
    if not provider:
        return {alias: _smtp(env) for alias in ALIASES}, {}
    keys = {
        name.removeprefix(PREFIX): value
        for name, value in env.ENVIRON.items()
        if name.startswith(PREFIX) and value
    }
    if not keys:
        raise ImproperlyConfigured(
            f"MAIL_PROVIDER is {provider}: set its key too, such as"
            f" {PREFIX}{provider.upper()}_API_KEY (see .env.example)."
        )
    backend = f"anymail.backends.{provider}.EmailBackend"
    return {alias: {"BACKEND": backend} for alias in ALIASES}, keys


def sender(env: environ.Env) -> str:
    """Who the platform's mails are from: `MAIL_FROM`, a name and one address.

    A comma in the name, without quotes, would make two of them.
    """
    given: str = env("MAIL_FROM", default="Collectifs <ne-pas-repondre@localhost>")
    found = getaddresses([given])
    if len(found) != 1 or not re.fullmatch(r"[^@\s]+@[^@\s]+", found[0][1]):
        raise ImproperlyConfigured(
            f"MAIL_FROM is {given}: write one address, its name in quotes where it has a comma,"
            ' such as "Le Sillon, réseau" <courrier@sillon.example>.'
        )
    return given


def _smtp(env: environ.Env) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("MAIL_HOST", default="localhost"),
            "port": env.int("MAIL_PORT", default=25),
            "username": env("MAIL_USER", default=""),
            "password": env("MAIL_PASSWORD", default=""),
            "use_tls": env.bool("MAIL_TLS", default=False),
            "timeout": 10,
        },
    }
