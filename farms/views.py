"""The farms' public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from farms.models import Farm, FarmPage, FarmsPage


def farms(request: HttpRequest) -> HttpResponse:
    """`/fermes/`: find one; its template asks for them, above what it knows."""
    return render(request, FarmsPage.template)


def farm(request: HttpRequest, slug: str) -> HttpResponse:
    """`/fermes/<ferme>/`: its page by Wagtail, else what is known of it."""
    named = get_object_or_404(Farm, slug=slug)
    page = FarmPage.objects.live().filter(farm=named).first()
    if page is not None:
        page.farm = named
        served: HttpResponse = page.serve(request)
        return served
    return render(request, FarmPage.template, {"farm": named})
