"""The demo's pictures: drawn once, stored as images, with the renditions that pages ask for."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.models import Collection

from collectifs.demo.pictures import draw
from commons.core.models import CollectifsImage
from shop.catalogue.pictures import prepare_pictures

SIZE = (672, 504)


def draw_pictures(icons: Iterable[str]) -> dict[str, CollectifsImage]:
    """Draw and store a picture of each icon, in a collection of the demo's own."""
    collection = Collection.get_first_root_node().add_child(name=_("Demo"))
    return {icon: _store(icon, collection) for icon in icons}


def _store(icon: str, collection: Collection) -> CollectifsImage:
    content = draw(icon, SIZE)
    image = CollectifsImage(
        title=icon,
        credit="Fluent Emoji, Microsoft, MIT",
        collection=collection,
        width=SIZE[0],
        height=SIZE[1],
        file_size=len(content),
        file=ContentFile(content, name=f"demo-{icon}.webp"),
    )
    image.save(force_insert=True)
    prepare_pictures(image)
    return image
