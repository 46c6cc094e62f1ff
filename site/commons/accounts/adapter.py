"""How allauth meets our accounts: who is saved, which words are said, how mails leave."""

from functools import partial
from typing import Any, ClassVar
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import render as render_page
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.notices import MAILS, NOTICE, NOTICES
from commons.accounts.recent_mail import remember
from commons.accounts.services import sign_up
from commons.core.locking import patiently
from commons.core.mail_signatures import signature_of
from commons.core.notifications import render
from commons.core.outbox import queue_mail
from commons.core.ratelimit import allow

HOUR, MAILS_AN_HOUR = 3600, 10  # of one kind, to one address


class AccountAdapter(DefaultAccountAdapter):
    """Set in the settings; allauth makes one for each request."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail or the password is not right. You may also receive a code."
        ),
        "incorrect_code": _("This is not the right code: check it, or ask for another one."),
        "too_many_login_attempts": _(
            "Too many attempts. Ask for a new code, or try again in a few minutes."
        ),
        "rate_limited": _("Too many requests: wait a few minutes, then try again."),
    }

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Open the account; raises `EmailTaken`, which the form answers."""
        data = form.cleaned_data
        return sign_up(
            email=data["email"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            phone=data["phone"],
            password=data.get("password1") or None,
            now=timezone.now(),
        )

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in; the pages then speak the language that the person chose."""
        super().login(request, user)
        if user.language:
            request.session["language"] = user.language

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's own room, which an app above knows."""
        address: str = import_string(settings.OWN_ROOM)(request.user)
        return address

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail in the outbox; what it holds opens an account, so it is not kept.

        Raises ``ImmediateHttpResponse`` where an address has got as many as one hour allows:
        strangers cause them.
        """
        request = allauth_context.request
        name = template_prefix.rpartition("/")[2]
        if name not in NOTICES and not allow(f"{name}:{email.lower()}", MAILS_AN_HOUR, HOUR):
            raise ImmediateHttpResponse(render_page(request, "429.html", status=429))
        template = NOTICE if name in NOTICES else MAILS[name]
        signature = signature_of(None)
        said = {**context, "email": email, "notice": NOTICES.get(name, "")}
        mail = render(template, said, get_language() or "fr", signature)
        key = f"account:{uuid4()}"
        patiently(
            partial(
                queue_mail,
                key=key,
                kind=template.rpartition("/")[2],
                to=email,
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                signature=signature,
                confidential=True,
                now=timezone.now(),
            )
        )
        if name not in NOTICES:
            remember(request, key=key, to=email)
