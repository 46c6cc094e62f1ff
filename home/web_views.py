"""What browsers and search engines ask of a site: its icons, its name on a phone, its addresses."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commons.collectives.colours import OURS, Tokens, tokens_of
from commons.collectives.models import Network
from commons.collectives.services.look import checked_colour
from commons.core.refusals import Refused
from commons.core.served_files import FOR_EVER
from commons.core.web import absolute

DAY = 24 * 3600
# Over `tokens.css`, by the same selectors; on paper its black stays.
SHEET = """@layer tokens { @media screen {
  :root { %(light)s }
  @media (prefers-color-scheme: dark) { :root:not([data-theme="clair"]) { %(dark)s } }
  :root[data-theme="sombre"] { %(dark)s }
} }
"""
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
def colours(_request: HttpRequest, colour: str) -> HttpResponse:
    """The tokens that follow from a collective's colour: the same for ever at this address."""
    try:
        chosen = checked_colour(f"#{colour}")
    except Refused as refused:
        raise Http404 from refused
    light, dark = (_declared(tokens) for tokens in tokens_of(chosen or OURS).values())
    sheet = SHEET % {"light": light, "dark": dark}
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = FOR_EVER
    return response


def _declared(tokens: Tokens) -> str:
    return " ".join(f"--c-{name}: {value};" for name, value in tokens.items())


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look without having read a page."""
    return HttpResponseRedirect(static("favicon.ico"))
