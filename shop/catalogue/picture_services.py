"""Writes of a product's picture."""

from datetime import datetime

from wagtail.models import ReferenceIndex

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from commons.core.models import CollectifsImage
from commons.core.sent_files import Picture, keep_picture
from shop.catalogue.models import Product
from shop.catalogue.pictures import prepare_pictures


@write
def set_picture(
    *, product: Product, picture: Picture, description: str = "", actor: User | None, now: datetime
) -> Product:
    """Show a picture of a product, in the place of the one before.

    ``description`` is read aloud to people who do not see it.
    """
    image = keep_picture(picture, title=product.name, description=description)
    prepare_pictures(image)
    _show(product, image)
    record(actor=actor, action="set_picture", target=product, now=now)
    return product


@write
def remove_picture(*, product: Product, actor: User | None, now: datetime) -> Product:
    """Show the drawing of its aisle in the place of a product's picture."""
    _show(product, None)
    record(actor=actor, action="remove_picture", target=product, now=now)
    return product


@write
def describe_picture(
    *, product: Product, description: str, actor: User | None, now: datetime
) -> Product:
    """Say anew what a product's picture shows; nothing where it has none."""
    if product.picture:
        product.picture.description = description
        product.picture.save(update_fields=["description"])
        record(actor=actor, action="describe_picture", target=product, now=now)
    return product


def _show(product: Product, image: CollectifsImage | None) -> None:
    """Another picture, or none; the one before goes where nothing else shows it."""
    before = product.picture
    product.picture = image
    product.save(update_fields=["picture"])
    if before and not _is_shown(before):
        before.delete()


def _is_shown(image: CollectifsImage) -> bool:
    """By a product, or by a page: Wagtail keeps the list of pages only."""
    if Product.objects.filter(picture=image).exists():
        return True
    return bool(ReferenceIndex.get_references_to(image).exists())
