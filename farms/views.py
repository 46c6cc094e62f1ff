"""The farms' public pages."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from commons.core.alphabet import by_name
from farms.models import Farm, FarmEngagement, FarmPage
from farms.selectors import engagements_on


def farms(request: HttpRequest) -> HttpResponse:
    """`/fermes/`: every farm that serves a collective."""
    engaged = engagements_on(timezone.localdate()).values("farm")
    engagements = FarmEngagement.objects.select_related("collective")
    in_order = engagements.order_by(by_name("collective__name"), "pk")
    serving = Farm.objects.filter(pk__in=engaged).prefetch_related(
        Prefetch("engagements", in_order)
    )
    return render(request, "farms/farms.html", {"farms": serving})


def farm(request: HttpRequest, slug: str) -> HttpResponse:
    """`/fermes/<ferme>/`: its page by Wagtail, else what is known of it."""
    named = get_object_or_404(Farm, slug=slug)
    page = FarmPage.objects.live().filter(farm=named).first()
    if page is not None:
        page.farm = named
        served: HttpResponse = page.serve(request)
        return served
    return render(request, FarmPage.template, {"farm": named})
