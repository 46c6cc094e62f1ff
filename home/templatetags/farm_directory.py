"""The farms of the network, for a page that lies below what they sell and where one is."""

from django import template
from django.http import HttpRequest

from home.farm_cards import Directory, directory_of

register = template.Library()


@register.simple_tag
def farm_directory(request: HttpRequest) -> Directory:
    """What the address asks for: see `home.farm_cards`."""
    return directory_of(request)
