"""The peer: what a bare Django view of as many rows costs in the same process.

Django's own middleware and context processors as `startproject` writes them, one query on the
listings joined with their products, one plain template with three values a row.
"""

from collections.abc import Callable
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import override_settings
from django.urls import path

from shop.listings.models import Listing

MIDDLEWARE = [
    "bench.bare.own_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = DjangoTemplates(
    {
        "NAME": "bare",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)


def own_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: this module's URLconf, whatever the settings say."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


def products(request: HttpRequest, distribution: int) -> HttpResponse:
    rows = Listing.objects.filter(distribution=distribution).select_related("product")
    return HttpResponse(TEMPLATES.get_template("bare.html").render({"rows": rows}, request))


urlpatterns = [path("bare/<int:distribution>/", products)]


def bare_application() -> WSGIHandler:
    """A handler keeps the middleware that it was made with."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()
