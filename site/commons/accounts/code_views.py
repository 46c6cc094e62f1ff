"""The two pages where a code is typed: allauth's, and a word when the code is no longer good."""

from typing import Any
from urllib.parse import urlencode

from allauth.account import views as allauth
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.recent_mail import is_late

SENT_BACK_TO = ("account_login", "account_request_login_code", "account_email")


class CodePage:
    """allauth sends back without a word whoever types an expired code; here they are told.

    They land where the e-mail that they gave is filled in and another code is one button away.
    """

    request: HttpRequest
    exhausted = False
    way_back: str
    _process: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.way_back = _login_address(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if getattr(response, "url", "") not in map(reverse, SENT_BACK_TO):
            return response
        if not self.exhausted:
            messages.error(
                request, _("This code is no longer valid: ask for a new one, it comes at once.")
            )
        if request.user.is_authenticated:
            return redirect("account_email")
        return redirect(self.way_back)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page kept open asks once more than allauth sends: that is no wrong code."""
        if request.POST.get("action") == "resend" and not self._process.can_resend:
            messages.error(request, _("We do not send another one: the last code is still good."))
            return redirect(request.get_full_path())
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        self.exhausted = hasattr(response, "url")
        return response

    def _resend_form_valid(self, form: BaseForm) -> HttpResponse:
        """Say that it was sent where it was: beyond the limit allauth refuses, and says so."""
        state = self._process.state
        sent = state["resend_count"]
        response: HttpResponse = super()._resend_form_valid(form)  # type: ignore[misc]
        if state["resend_count"] > sent:
            messages.success(self.request, _("A new code is on its way."))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"mail_is_late": is_late(self.request), "login_url": self.way_back}


class ConfirmLoginCode(CodePage, allauth.ConfirmLoginCodeView):
    pass


class ConfirmEmailCode(CodePage, allauth.ConfirmEmailVerificationCodeView):
    pass


def _login_address(request: HttpRequest) -> str:
    """The login page, which checks by itself that what comes next is an address of ours."""
    begun = request.session.get(LOGIN_SESSION_KEY) or {}
    wanted = begun.get("redirect_url") or request.POST.get("next") or request.GET.get("next")
    address = reverse("account_login")
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address
