"""The links to the network's pages, only where there is something to read."""

from typing import NamedTuple

from django import template
from django.core.cache import caches
from django.db.models import Exists
from django.urls import reverse
from wagtail.models import Page

from charter.models import CharterPage
from home.models import GuidePage

register = template.Library()
MINUTE = 60


class Links(NamedTuple):
    """Addresses, or nothing."""

    charter: str
    guides: str


@register.simple_tag
def network_links() -> Links:
    """`/charte/` and `/fiches/`; looked up once a minute, both in one question."""
    local = caches["local"]
    online = local.get("network_pages")
    if online is None:
        charter, guides = (Exists(kind.objects.live()) for kind in (CharterPage, GuidePage))
        root = Page.objects.filter(depth=1).annotate(charter=charter, guides=guides)
        online = root.values_list("charter", "guides").first() or (False, False)
        local.set("network_pages", online, MINUTE)
    has_charter, has_guides = online
    return Links(
        reverse("home:charter") if has_charter else "",
        reverse("home:guides") if has_guides else "",
    )
