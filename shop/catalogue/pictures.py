"""Sizes of a product's picture. Made ahead of time: no page that is asked for encodes one."""

from typing import Any

from django.db.models import FilteredRelation, Q

SMALL, LARGE = "fill-224x168|format-webp", "fill-448x336|format-webp"
LARGE_SIZE = (448, 336)


def prepare_pictures(image: Any) -> None:
    """Make what the shop's cards and the product's page show of an image."""
    image.get_renditions(SMALL, LARGE)


def rendition(spec: str) -> FilteredRelation:
    """For rows that reach a product by `product`: its picture in a size that is made already."""
    return FilteredRelation(
        "product__picture__renditions",
        condition=Q(product__picture__renditions__filter_spec=spec),
    )
