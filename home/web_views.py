"""What browsers and search engines ask of a site: its icons, its name on a phone, its addresses."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commons.collectives.models import Network
from commons.core.web import absolute

DAY = 24 * 3600
COLOUR = "#22302a"  # of the header, see tokens.css
# Nothing there is for whoever looks for food: rooms, accounts, orders, baskets.
PRIVATE = ("/gestion/", "/compte/", "/commandes/", "/producteur/", "/documents/", "/*/panier/")


@require_safe
@cache_control(public=True, max_age=DAY)
def robots(_request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(_request: HttpRequest) -> JsonResponse:
    """What a phone shows of the site on its first screen (W3C Web Application Manifest)."""
    network = Network.objects.only("name").first()
    name = network.name if network else settings.WAGTAIL_SITE_NAME
    icons = [
        {"src": static(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    facts = {
        **{"name": name, "short_name": name[:12].strip(), "lang": settings.LANGUAGE_CODE},
        **{"start_url": "/", "scope": "/", "display": "minimal-ui"},
        **{"theme_color": COLOUR, "background_color": COLOUR, "icons": icons},
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look without having read a page."""
    return HttpResponseRedirect(static("favicon.ico"))
