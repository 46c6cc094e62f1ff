"""`/fiches/`: guides as everybody reads them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from home.models import GuidePage, GuidesPage


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
