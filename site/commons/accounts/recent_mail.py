"""The last mail about the account of whoever is in this session: to whom, and under which key."""

from django.http import HttpRequest

from commons.core.outbox import is_delayed

SESSION_KEY = "account_mail"


def remember(request: HttpRequest, *, key: str, to: str) -> None:
    request.session[SESSION_KEY] = {"key": key, "to": to}


def last_address(request: HttpRequest) -> str:
    """The e-mail that was typed, so that nobody types it twice; or ""."""
    return str(request.session.get(SESSION_KEY, {}).get("to", ""))


def is_late(request: HttpRequest) -> bool:
    """Whether the mail server could not be reached yet."""
    key = request.session.get(SESSION_KEY, {}).get("key")
    return bool(key) and is_delayed(key=key)
