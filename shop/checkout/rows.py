"""The lines of the basket's page, by seller."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from commons.core import dates
from commons.core.models import CollectifsRendition
from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, SaleMode, input_value
from shop.basket.models import Line
from shop.basket.quantities import words
from shop.basket.services import Problem
from shop.catalogue.pictures import SMALL
from shop.checkout.contents import Contents
from shop.listings.quantity_fields import CEILING_STEPS, UNITS, field_of
from shop.listings.stock import left
from shop.order.check import is_line_open


def sellers_of(contents: Contents, problems: Mapping[str, Problem]) -> list[dict[str, Any]]:
    """Sellers with their sum and lines; `problems` by the uid of the listing."""
    pictures = _pictures(contents.lines)
    lines = sorted(contents.lines, key=_place)
    found = []
    for name, group in groupby(lines, lambda line: line.product.seller_name):
        own = list(group)
        rows = [_row(line, contents, problems, pictures) for line in own]
        cents = sum(contents.cents(line) for line in own)
        found.append({"name": name, "amount": format_euros(cents), "rows": rows})
    return found


def _place(line: Line) -> tuple[bool, str, str]:
    return (*line.product.seller.sort_key, line.product.name)


def _row(
    line: Line,
    contents: Contents,
    problems: Mapping[str, Problem],
    pictures: Mapping[int, str],
) -> dict[str, Any]:
    product, uid = line.product, str(line.listing.uid)
    held = contents.held.get(line.listing_id, 0)
    is_open = is_line_open(line, contents.now)
    approx = product.sale_mode == SaleMode.WEIGHED
    container = contents.returnable(line)
    return {
        "uid": uid,
        "name": product.name,
        "detail": _detail(line),
        "container": container.words() if container else "",
        "until": _until(line, contents, is_open=is_open),
        "approx": approx and line.quantity > 0,
        "is_weighed": approx,
        "amount": format_euros(contents.cents(line)),
        "tint": product.aisle.slug,
        "image_url": pictures.get(product.picture_id or 0, ""),
        "note": line.note if product.note_allowed and line.pk and is_open else None,
        "fixed": words(product, line.quantity) if held and not is_open else "",
        "qty": _qty(line, held, problems.get(uid)),
    }


def _detail(line: Line) -> str:
    """Write "la botte, 2,70 €", or "pesé au retrait, 19,80 €/kg"."""
    price = format_euros(line.listing.price)
    if line.product.sale_mode == SaleMode.WEIGHED:
        return _("weighed at pick-up, %(price)s/kg") % {"price": price}
    return f"{line.product.unit_label}, {price}"


def _until(line: Line, contents: Contents, *, is_open: bool) -> str:
    """The line's own closing, where it is not that of all."""
    closes_at: datetime | None = line.listing.window_closes_at
    if closes_at is None or not is_open:
        return _("orders closed")
    if closes_at == contents.basket.distribution.closes_at:
        return ""
    zone = contents.basket.distribution.collective.zone
    return _("until %(moment)s") % {"moment": dates.soon(closes_at, contents.now, zone)}


def _qty(line: Line, held: int, problem: Problem | None) -> dict[str, Any]:
    """What `components/qty.html` shows."""
    product = line.product
    unit = BaseUnit(product.base_unit)
    whole, _name = UNITS[unit]
    most = _ceiling(line, held)
    return {
        "uid": str(line.listing.uid),
        "name": product.name,
        "value": problem.typed if problem else input_value(line.quantity, unit),
        "step": input_value(product.step, unit) if product.step != whole else "",
        "least": input_value(product.least, unit) if product.least != product.step else "",
        "max": None if most is None else input_value(most, unit),
        "price_cents": str(line.amount_for(whole)),
        "problem": problem.message if problem else "",
        **field_of(unit),
    }


def _ceiling(line: Line, held: int) -> int | None:
    remaining = left(line.listing)
    if remaining is not None and remaining > CEILING_STEPS * line.product.step:
        remaining = None
    bounds = [line.product.most, None if remaining is None else max(remaining + held, 0)]
    return min((bound for bound in bounds if bound is not None), default=None)


def _pictures(lines: Iterable[Line]) -> dict[int, str]:
    """By image id, the address of the small picture, made ahead of time."""
    ids = [line.product.picture_id for line in lines if line.product.picture_id]
    rows = CollectifsRendition.objects.filter(image__in=ids, filter_spec=SMALL)
    return {image: default_storage.url(file) for image, file in rows.values_list("image", "file")}
