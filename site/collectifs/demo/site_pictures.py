"""Pictures of the demo's sites: drawn landscapes, in the collection of who shows them."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.core.files.base import ContentFile

from collectifs.demo.scenes import SIZE, draw_scene
from commons.core.models import CollectifsImage
from commons.core.sections import Section

CREDIT = "Dessin, avec Fluent Emoji de Microsoft (MIT)"


def draw_for(section: Section, name: str, drawn: Mapping[str, Any]) -> CollectifsImage:
    """Draw and store a landscape of a section; `drawn` has `light`, `icons` and `picture_text`."""
    content = draw_scene(drawn["light"], drawn["icons"], crc32(name.encode()))
    image = CollectifsImage(
        title=name,
        description=drawn["picture_text"],
        credit=CREDIT,
        collection=section.files,
        width=SIZE[0],
        height=SIZE[1],
        file_size=len(content),
        file=ContentFile(content, name=f"demo-{name}.webp"),
    )
    image.save(force_insert=True)
    return image
