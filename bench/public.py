"""Pages that editors write, or that show what they wrote: what each is called, and where it is."""

from typing import Any

from django.urls import reverse

from bench import marked
from bench.people import busiest_farm
from commons.collectives.addresses import collective_path
from home.models import (
    ContactPage,
    ContentPage,
    EventIndexPage,
    EventPage,
    GuidePage,
    NewsIndexPage,
    NewsPage,
)


def public_paths() -> dict[str, str]:
    """By the name in `works.PUBLIC`."""
    guide = GuidePage.objects.live().filter(is_for_members=False).earliest("pk")
    farm = busiest_farm(marked.closing_distribution())
    item, event = _first(NewsPage), _first(EventPage)
    return {
        "home": "/",
        "collective": collective_path(marked.shop_of(24).collective),
        "content": _first(ContentPage).url,
        "contact": _first(ContactPage).url,
        "news": NewsIndexPage.objects.parent_of(item).get().url,
        "news_item": item.url,
        "agenda": EventIndexPage.objects.parent_of(event).get().url,
        "event": event.url,
        "guide": reverse("home:guide", args=[guide.slug]),
        "farms": reverse("farms:farms"),
        "farm": reverse("farms:farm", args=[farm.slug]),
    }


def _first(kind: Any) -> Any:
    """The first that was made, and is online."""
    return kind.objects.live().earliest("pk")
