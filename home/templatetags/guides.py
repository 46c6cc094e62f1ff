"""The link to the guides, only where there are some to read."""

from django import template
from django.core.cache import caches
from django.urls import reverse

from home.models import GuidePage

register = template.Library()
MINUTE = 60


@register.simple_tag
def guides_path() -> str:
    """`/fiches/`, or nothing while no guide is online; looked up once a minute."""
    local = caches["local"]
    are_some = local.get("guides:live")
    if are_some is None:
        are_some = GuidePage.objects.live().exists()
        local.set("guides:live", are_some, MINUTE)
    return reverse("home:guides") if are_some else ""
