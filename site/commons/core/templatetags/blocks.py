"""What the templates of blocks ask of what they hold."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def pictured(blocks: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those whose picture is still in the library: whoever writes there may delete it."""
    return [each for each in blocks if each["picture"]]


@register.filter
def host(address: str) -> str:
    """Whose site an address is of, as one says it: "youtube.com"."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
