"""The demo's pictures: drawn once, stored as images, with the renditions that pages ask for."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.models import Collection

from collectifs.core.models import CollectifsImage
from collectifs.demo.pictures import draw
from shop.catalogue.pictures import prepare_pictures

SIZE = (672, 504)

type Key = tuple[str, str]
"""An icon and the aisle whose tint it stands on."""


def draw_pictures(keys: Iterable[Key]) -> dict[Key, CollectifsImage]:
    """Draw and store a picture for each key, in a collection of the demo's own."""
    collection = Collection.get_first_root_node().add_child(name=_("Demo"))
    return {key: _store(key, collection) for key in keys}


def _store(key: Key, collection: Collection) -> CollectifsImage:
    icon, aisle = key
    content = draw(icon, aisle, SIZE)
    image = CollectifsImage(
        title=icon,
        credit="Fluent Emoji, Microsoft, MIT",
        collection=collection,
        width=SIZE[0],
        height=SIZE[1],
        file_size=len(content),
        file=ContentFile(content, name=f"demo-{aisle}-{icon}.webp"),
    )
    image.save()
    prepare_pictures(image)
    return image
