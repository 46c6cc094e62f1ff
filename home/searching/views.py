"""`/recherche/`: everything that the public may see, found by its words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.core.ratelimit import limited
from home.searching.asked import LONGEST, read
from home.searching.results import groups_of, part_of
from home.searching.shown import reader_at
from home.searching.sources import Kind

MINUTE, MOST = 60, 60


@limited("search", MOST, MINUTE, methods=("GET", "HEAD"))
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` what is asked for; `&groupe=` one kind of it, in pages."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    reader = reader_at(timezone.now(), request.user)
    asked = read(text, reader)
    kind = request.GET.get("groupe", "")
    shown: dict[str, object] = {"asked": asked, "groups": [], "part": None, "kind": None}
    if asked.meant and kind in Kind.values:
        shown |= {"kind": Kind(kind), "part": part_of(asked, reader, kind, request.GET.get("page"))}
    elif asked.meant:
        shown["groups"] = groups_of(asked, reader)
    answer = render(request, "home/search.html", shown)
    answer["X-Robots-Tag"] = "noindex"
    return answer
