"""The network's own pages."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from wagtail.views import serve

from charter.models import CharterPage
from commons.collectives.legal import rows_of
from commons.collectives.models import Collective, Network
from distributions.models import Distribution
from home.backoffice.kept_typing import too_old
from home.blocks import FIRST_BLOCKS
from home.calendars import calendar_of_dates
from home.collective import collective_context
from home.landing import landing_context
from home.models import CollectivePage, ContentPage, WelcomePage
from home.models.events import IN_CALENDAR
from home.site_facts import SiteFacts


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or comes from elsewhere."""
    return too_old(request) or render(request, "403_csrf.html", status=403)


def landing(request: HttpRequest) -> HttpResponse:
    """`/`: find a collective; the network's own words where there are some."""
    page = WelcomePage.objects.live().first()
    if page is None:
        return render(request, WelcomePage.template, landing_context(request))
    served: HttpResponse = page.serve(request)
    return served


def accessibility(request: HttpRequest) -> HttpResponse:
    """What we aim at, what is not there yet, whom to tell."""
    return render(request, "home/accessibility.html")


def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes the site, what it keeps, where its source code is (AGPL, section 13)."""
    network = Network.objects.first()
    context = {
        "publisher": network,
        "name": network.legal_name or network.name if network else settings.WAGTAIL_SITE_NAME,
        "rows": rows_of(network) if network else [],
        "host": network.host if network else "",
        "source_url": settings.SOURCE_URL,
    }
    return render(request, "home/legal.html", context)


def collective_legal(request: HttpRequest, collective: str) -> HttpResponse:
    """Who the collective is, which sells."""
    rows = Collective.objects.select_related("network")
    found = get_object_or_404(rows, slug=collective)
    context = {
        "collective": found,
        "publisher": found,
        "name": found.legal_name or found.name,
        "rows": rows_of(found),
        "host": found.network.host,
    }
    return render(request, "home/legal.html", context)


def distributions_calendar(request: HttpRequest, collective: str) -> HttpResponse:
    """`/<collectif>/distributions.ics`: its dates to come, for a calendar that follows them."""
    found, now = get_object_or_404(Collective, slug=collective), timezone.now()
    dates = Distribution.objects.of(found).filter(ends_at__gte=now).order_by("starts_at", "pk")
    return calendar_of_dates(dates.select_related("place", "collective")[:IN_CALENDAR], now)


def security(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt`: whom to tell of a weakness (RFC 9116)."""
    network = Network.objects.first()
    if network is None or not network.contact_email:
        raise Http404
    expires = timezone.now().replace(microsecond=0) + timedelta(days=90)
    lines = [
        f"Contact: mailto:{network.contact_email}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.BASE_URL.rstrip('/')}{request.path}",
        f"Policy: {settings.SOURCE_URL}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def collective(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collectif>/`: its page by Wagtail, else what is known of it; else another page's."""
    pages = CollectivePage.objects.live().select_related("collective__network")
    page = pages.filter(collective__slug=slug).first()
    if page is not None:
        served: HttpResponse = page.serve(request)
        return served
    found = Collective.objects.select_related("network").filter(slug=slug).first()
    if found is None:
        other: HttpResponse = serve(request, f"{slug}/")
        return other
    facts = SiteFacts(timezone.now(), found)
    content = CollectivePage._meta.get_field("content").to_python(FIRST_BLOCKS)
    return render(
        request, CollectivePage.template, collective_context(facts) | {"content": content}
    )


def page_of_site(request: HttpRequest, collective: str, slug: str) -> HttpResponse:
    """`/<collectif>/<page>/`: found in two questions, where Wagtail asks two for each part.

    It asks who may see it, and serves it, as ever; and what is not there by itself.
    """
    sites = CollectivePage.objects.live().select_related("collective__network")
    site = sites.filter(slug=collective).first()
    page = site and _page_below(site, slug)
    if page:
        page.site = site
        setattr(request, "_wagtail_route_for_request", page.route(request, []))  # noqa: B010
    served: HttpResponse = serve(request, f"{collective}/{slug}/")
    return served


def _page_below(site: CollectivePage, slug: str) -> Any:
    """Most are written pages."""
    page = ContentPage.objects.live().child_of(site).filter(slug=slug).first()
    return page or site.get_children().live().filter(slug=slug).specific().first()


def charter(request: HttpRequest) -> HttpResponse:
    """`/charte/`: the network's charter, once it is published."""
    page = CharterPage.objects.live().first()
    if page is None:
        raise Http404
    served: HttpResponse = page.serve(request)
    return served
