"""The last check of every line, at the final button: what fails, and what becomes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.utils.translation import gettext as _

from commons.collectives.selectors import is_paused
from commons.core.dates import is_open
from commons.core.money import format_euros
from distributions.models import Distribution
from shop.basket.models import Line
from shop.basket.quantities import orderable, words
from shop.listings.stock import left


class Failure(Enum):
    PAUSED = auto()
    CLOSED = auto()
    ABSENT = auto()
    WITHDRAWN = auto()
    SHORT = auto()
    PRICE = auto()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A line that failed: what was asked for, what the order held, what the basket now holds.

    Base units. At a new price nothing is taken out: the line stays and asks to be confirmed.
    """

    failure: Failure
    line: Line
    held: int
    left: int

    @property
    def asked(self) -> int:
        return int(self.line.quantity)

    def __str__(self) -> str:
        """The sentence for the person: the product, why, what was asked and what is left."""
        product = self.line.product
        facts = {
            "name": product.name,
            "seller": product.seller_name,
            "asked": words(product, self.asked),
            "left": words(product, self.left),
            "before": format_euros(self.line.price_incl_tax or 0),
            "now": format_euros(self.line.listing.price),
        }
        return f"{_why(self) % facts} {_what_follows(self) % facts}"


def adjustments(
    lines: Iterable[Line], distribution: Distribution, held: Mapping[int, int], now: datetime
) -> list[Adjustment]:
    """What does not pass; ``held``, by listing id, is what the household's order holds already."""
    return list(_failing(lines, distribution, held, now))


def is_line_open(line: Line, now: datetime) -> bool:
    """Whether the line's own window is open; its listing was read with it."""
    listing = line.listing
    return is_open(now, listing.window_opens_at, listing.window_closes_at)


def _failing(
    lines: Iterable[Line], distribution: Distribution, held: Mapping[int, int], now: datetime
) -> Iterator[Adjustment]:
    paused = is_paused(distribution.collective, distribution.day)
    stopped = distribution.cancelled_at is not None or paused
    for line in lines:
        own = held.get(line.listing_id, 0)
        if line.quantity == own:
            continue
        if not is_line_open(line, now):
            yield Adjustment(Failure.CLOSED, line, own, own)
        elif line.quantity > own:
            yield from _failing_rise(line, own, stopped)


def _failing_rise(line: Line, own: int, stopped: bool) -> Iterator[Adjustment]:
    if failure := _not_offered(line, stopped):
        yield Adjustment(failure, line, own, own)
        return
    remaining = left(line.listing)
    most = line.quantity if remaining is None else remaining + own
    allowed = max(own, orderable(line.product, min(most, line.quantity)))
    if allowed < line.quantity:
        yield Adjustment(Failure.SHORT, line, own, allowed)
    elif own == 0 and line.price_incl_tax != line.listing.price:
        yield Adjustment(Failure.PRICE, line, own, line.quantity)


def _not_offered(line: Line, stopped: bool) -> Failure | None:
    listing = line.listing
    if stopped:
        return Failure.PAUSED
    if listing.is_offered:
        return None
    is_withdrawn = listing.withdrawn_at is not None or not listing.product.is_public
    return Failure.WITHDRAWN if is_withdrawn else Failure.ABSENT


def _why(adjustment: Adjustment) -> str:
    if adjustment.failure is Failure.SHORT:
        if adjustment.left > 0:
            return _("%(name)s: only %(left)s were left.")
        return _("%(name)s: nothing is left.")
    return {
        Failure.PAUSED: _("%(name)s: there are no sales at this distribution."),
        Failure.CLOSED: _("%(name)s: orders for this product are closed."),
        Failure.ABSENT: _("%(name)s: %(seller)s does not come to this distribution."),
        Failure.WITHDRAWN: _("%(name)s: this product is no longer offered."),
        Failure.PRICE: _("%(name)s: the price was %(before)s, it is now %(now)s."),
    }[adjustment.failure]


def _what_follows(adjustment: Adjustment) -> str:
    if adjustment.failure is Failure.PRICE:
        return _("Nothing was changed in your basket.")
    if adjustment.asked < adjustment.held:
        return _("Your order keeps %(left)s.")
    if adjustment.held and adjustment.left == adjustment.held:
        return _("Your order keeps %(left)s (%(asked)s asked for).")
    if adjustment.left:
        return _("We adjusted your basket (%(asked)s asked for).")
    return _("We took it out of your basket (%(asked)s asked for).")
