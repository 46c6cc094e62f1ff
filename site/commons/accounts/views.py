"""The form of sign-up, the language of the pages, and the door of the Wagtail admin."""

from urllib.parse import urlencode

from allauth.account import views as allauth
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from commons.accounts.models import User
from commons.accounts.redirects import next_address
from commons.accounts.services import choose_language
from commons.core.locking import Busy


class SignUp(allauth.SignupView):
    """allauth's, which keeps what was typed where the database is busy."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except Busy as busy:
            form.add_error(None, str(busy))
            answer = self.form_invalid(form)
        return answer


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen; anything else changes nothing."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        request.session["language"] = chosen
        if isinstance(request.user, User):
            choose_language(user=request.user, language=chosen)
    return HttpResponseRedirect(next_address(request, "/"))


def admin_entrance(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends whoever may not enter: visitors sign in our way, others are told so.

    It takes the place of Wagtail's own login forms, which know neither limits nor second factors.
    Sending a signed-in person to the login page would send them back here for ever.
    """
    if not request.user.is_authenticated:
        query = urlencode({"next": next_address(request, reverse("wagtailadmin_home"))})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    if request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    raise PermissionDenied
