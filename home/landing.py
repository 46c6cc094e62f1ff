"""What the network's home shows beside its own words: collectives, a map, figures."""

from django.http import HttpRequest
from django.utils import timezone

from home.facts import facts
from home.finder import Finder, find_collectives, too_far
from home.network_map import map_of, tiles
from home.where import where_of

PER_PAGE = 20


def landing_context(request: HttpRequest) -> dict[str, object]:
    """The collectives that the address asks for, a page of them."""
    now = timezone.now()
    where = where_of(request.GET)
    pages = Finder(where, now, PER_PAGE).get_page(request.GET.get("page"))
    found = find_collectives(pages.object_list, where, now)
    return {
        "where": where,
        "pages": pages,
        "found": found,
        "too_far": "" if pages.has_previous() else too_far(found),
        "map": map_of(found, where, first=pages.start_index()),
        "tiles": tiles(),
        "figures": facts(now),
    }
