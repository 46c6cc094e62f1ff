"""The network's own pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or comes from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def accessibility(request: HttpRequest) -> HttpResponse:
    """What we aim at, what is not there yet, whom to tell."""
    return render(request, "home/accessibility.html")


def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes the site, what it keeps, where its source code is (AGPL, section 13)."""
    return render(request, "home/legal.html", {"source_url": settings.SOURCE_URL})
