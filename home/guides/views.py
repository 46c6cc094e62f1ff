"""`/fiches/`: guides as everybody reads them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from commons.core.ratelimit import limited
from home.guides.answers import named_reader
from home.guides.readers import belongs, for_members_only
from home.guides.services import Answered, answer_guide
from home.models import GuidePage, GuidesPage

SAID = {"oui": True, "non": False}
MOST, AN_HOUR = 60, 3600
TOLD = {
    Answered.FIRST: _("Thank you, your answer is noted."),
    Answered.CHANGED: _("Your answer is changed."),
    Answered.SAME: _("You had answered so already: nothing has changed."),
}


def guides(request: HttpRequest) -> HttpResponse:
    """`/fiches/`: those that the reader may see."""
    section = GuidesPage.objects.live().first()
    if section is None:
        raise Http404
    served: HttpResponse = section.serve(request)
    return served


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """`/fiches/<fiche>/`, on whatever shelf it stands."""
    page = get_object_or_404(GuidePage.objects.live(), slug=slug)
    served: HttpResponse = page.serve(request)
    return served


@limited("guide-answer", MOST, AN_HOUR)
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether a guide is useful: `utile` is "oui" or "non". Leads back to the guide."""
    page = get_object_or_404(GuidePage.objects.live(), slug=slug)
    if page.is_for_members and not belongs(request.user):
        return for_members_only(request, page.url)
    is_useful = SAID.get(request.POST.get("utile", ""))
    if is_useful is None:
        messages.error(request, _("Choose “Yes” or “No”: nothing was noted."))
        return HttpResponseRedirect(page.url)
    done = answer_guide(
        guide=page, reader=named_reader(request), is_useful=is_useful, now=timezone.now()
    )
    level = messages.INFO if done is Answered.SAME else messages.SUCCESS
    messages.add_message(request, level, TOLD[done])
    return HttpResponseRedirect(page.url)
