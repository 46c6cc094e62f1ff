"""Sizes of a product's picture. Made ahead of time: no page that is asked for encodes one."""

from typing import Any

SMALL, LARGE = "fill-224x168|format-webp", "fill-448x336|format-webp"
LARGE_SIZE = (448, 336)


def prepare_pictures(image: Any) -> None:
    """Make what the shop's cards and the product's page show of an image."""
    image.get_renditions(SMALL, LARGE)
