"""The tiles of the map on tap: none by default, so that no page asks another host for anything."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PARTS = ("{z}", "{x}", "{y}")


def tile_host(address: str) -> str:
    """What the content security policy lets pictures come from; empty for no address.

    Of "https://{s}.tiles.example/{z}/{x}/{y}.png" it is "https://*.tiles.example". Raises
    ``ImproperlyConfigured`` for what is no address of tiles.
    """
    if not address:
        return ""
    parts = urlsplit(address)
    if not (parts.scheme and parts.netloc and all(part in address for part in PARTS)):
        sentence = "MAP_TILES is no address of tiles: https://tiles.example.org/{z}/{x}/{y}.png"
        raise ImproperlyConfigured(sentence)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
