"""How mails leave: by SMTP, or by a provider's API through anymail."""

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
