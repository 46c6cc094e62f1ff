"""The language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from collectifs.accounts.models import User
from collectifs.accounts.redirects import next_address
from collectifs.accounts.services import choose_language


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen; anything else changes nothing."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        request.session["language"] = chosen
        if isinstance(request.user, User):
            choose_language(user=request.user, language=chosen)
    return HttpResponseRedirect(next_address(request, "/"))
