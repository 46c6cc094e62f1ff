"""The link to the charter, only where there is one to read."""

from django import template
from django.core.cache import caches
from django.urls import reverse

from charter.models import CharterPage

register = template.Library()
MINUTE = 60


@register.simple_tag
def charter_path() -> str:
    """`/charte/`, or nothing while no charter is published; looked up once a minute."""
    local = caches["local"]
    is_live = local.get("charter:live")
    if is_live is None:
        is_live = CharterPage.objects.live().exists()
        local.set("charter:live", is_live, MINUTE)
    return reverse("home:charter") if is_live else ""
