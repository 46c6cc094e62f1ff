"""The last check of every line, at the final button: what fails, and what becomes of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext as _

from commons.collectives.selectors import is_paused
from commons.core import dates
from commons.core.dates import has_closed
from commons.core.money import format_euros
from distributions.models import Distribution
from shop.basket.quantities import MOST_CENTS_OF_A_LINE, orderable, typed_quantity
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.stock import left
from shop.order.drafts import Draft, Wish
from shop.order.seen import Seen, SeenLine


class Failure(Enum):
    PAUSED = auto()
    CLOSED = auto()
    NOT_YET = auto()
    ABSENT = auto()
    WITHDRAWN = auto()
    SHORT = auto()
    UNEVEN = auto()
    MANY = auto()
    DEAR = auto()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A wish that failed, and what the basket now holds of it, in base units.

    ``since``: since when its orders are closed, in words.
    """

    failure: Failure
    wish: Wish
    left: int
    since: str = ""

    def why(self) -> str:
        """The product and why, as a sentence."""
        return _why(self) % self._facts()

    def __str__(self) -> str:
        """The sentences for the person: the product, why, what was asked and what is left."""
        return f"{self.why()} {_what_follows(self) % self._facts()}"

    def _facts(self) -> dict[str, str]:
        product, words = self.wish.product, self.wish.goods.words
        return {
            "name": product.name,
            "seller": product.seller.name,
            "asked": words(self.wish.quantity),
            "left": words(self.left),
            "since": self.since,
            "step": words(product.step),
            "least": words(product.least),
            "most": words(product.most) if product.most else "",
            "dearest": format_euros(MOST_CENTS_OF_A_LINE),
        }


def failures(
    wishes: Iterable[Wish], distribution: Distribution, now: datetime, *, is_taken: bool = False
) -> list[Adjustment]:
    """What of a household's changes does not pass; once it `is_taken`, the stock was enough."""
    return list(_failing(wishes, distribution, now, is_taken=is_taken))


def not_offered(wishes: Iterable[Wish], distribution: Distribution) -> list[Adjustment]:
    """What of a manager's changes does not pass: more of what is not listed, or does not come.

    Windows bind the household, not a manager; the stock binds both, when it is taken.
    """
    stopped = is_stopped(distribution)
    return [
        Adjustment(failure, wish, wish.held)
        for wish in wishes
        if wish.delta > 0 and (failure := _not_offered(wish.listing, stopped))
    ]


def is_stopped(distribution: Distribution) -> bool:
    """Whether nothing at all is sold: cancelled, or the collective pauses that day."""
    is_cancelled = distribution.cancelled_at is not None
    return is_cancelled or is_paused(distribution.collective, distribution.day)


def _failing(
    wishes: Iterable[Wish], distribution: Distribution, now: datetime, *, is_taken: bool
) -> Iterator[Adjustment]:
    stopped, is_over = is_stopped(distribution), now >= distribution.ends_at
    for wish in wishes:
        if not wish.is_changed:
            continue
        if is_over or not wish.is_open(now):
            yield _shut(wish, distribution, now)
        elif wish.delta > 0:
            remaining = None if is_taken else left(wish.listing)
            yield from _failing_rise(wish, remaining, stopped=stopped)


def _shut(wish: Wish, distribution: Distribution, now: datetime) -> Adjustment:
    """Its window is over, or has not come yet; of a cancelled date one says that alone."""
    if distribution.cancelled_at:
        return Adjustment(Failure.PAUSED, wish, wish.held)
    closes_at = wish.closes_at
    if closes_at is None or not has_closed(closes_at, now):
        return Adjustment(Failure.NOT_YET, wish, wish.held)
    since = dates.since(closes_at, now, distribution.collective.zone)
    return Adjustment(Failure.CLOSED, wish, wish.held, since)


def _failing_rise(wish: Wish, remaining: int | None, *, stopped: bool) -> Iterator[Adjustment]:
    if failure := _not_offered(wish.listing, stopped):
        yield Adjustment(failure, wish, wish.held)
        return
    possible = wish.quantity if remaining is None else min(wish.quantity, remaining + wish.held)
    allowed = max(wish.held, orderable(wish.product, possible))
    if allowed < wish.quantity:
        yield Adjustment(_too_much(wish, possible), wish, allowed)
    elif wish.cents > MOST_CENTS_OF_A_LINE:
        yield Adjustment(Failure.DEAR, wish, wish.held)


def _too_much(wish: Wish, possible: int) -> Failure:
    """Why so much cannot be ordered: the stock, the most of an order, or the step."""
    if possible < wish.quantity:
        return Failure.SHORT
    most = wish.product.most
    return Failure.MANY if most is not None and most < wish.quantity else Failure.UNEVEN


def _not_offered(listing: Listing, stopped: bool) -> Failure | None:
    found: Any = listing  # annotated by `with_offered`
    if stopped:
        return Failure.PAUSED
    if found.is_offered:
        return None
    is_withdrawn = found.withdrawn_at is not None or not found.product.is_public
    return Failure.WITHDRAWN if is_withdrawn else Failure.ABSENT


def _why(adjustment: Adjustment) -> str:
    if adjustment.failure is Failure.SHORT:
        if adjustment.left > 0:
            return _("%(name)s: only %(left)s were left.")
        return _("%(name)s: nothing is left.")
    return {
        Failure.PAUSED: _("%(name)s: there are no sales at this distribution."),
        Failure.CLOSED: _("%(name)s: orders for this product are closed since %(since)s."),
        Failure.NOT_YET: _("%(name)s: orders for this product are not open yet."),
        Failure.ABSENT: _("%(name)s: %(seller)s does not come to this distribution."),
        Failure.WITHDRAWN: _("%(name)s: this product is no longer offered."),
        Failure.UNEVEN: _("%(name)s: now sold by %(step)s, from %(least)s on."),
        Failure.MANY: _("%(name)s: an order takes %(most)s at most."),
        Failure.DEAR: _("%(name)s: one product of an order comes to %(dearest)s at most."),
    }[adjustment.failure]


def _what_follows(adjustment: Adjustment) -> str:
    wish = adjustment.wish
    if wish.quantity <= wish.held:
        return _("Your order keeps %(left)s.")
    if wish.held and adjustment.left == wish.held:
        return _("Your order keeps %(left)s (%(asked)s asked for).")
    if adjustment.left:
        return _("We adjusted your basket (%(asked)s asked for).")
    return _("We took it out of your basket (%(asked)s asked for).")


def differences(seen: Seen, draft: Draft) -> list[str]:
    """What would be ordered otherwise than the page showed, in sentences; nothing when it is so."""
    now = {str(wish.listing.uid): wish for wish in draft.wishes}
    shown = draft.shown.lines
    sentences = [
        _difference(now[uid], seen.lines.get(uid), line)
        for uid, line in shown.items()
        if not _is_same(seen.lines.get(uid), line, now[uid].product)
    ]
    sentences += _gone(seen, draft, set(shown))
    if sentences and seen.total_cents != draft.total_cents:
        sentences.append(_becomes(_("Total"), seen.total_cents, draft.total_cents))
    return sentences


def _is_same(seen: SeenLine | None, line: SeenLine, product: Product) -> bool:
    """What one costs matters only where it changes what the line comes to."""
    if seen is None or (seen.quantity, seen.cents) != (line.quantity, line.cents):
        return False
    return seen.note == line.note or not product.note_allowed


def _difference(wish: Wish, seen: SeenLine | None, line: SeenLine) -> str:
    name, words = wish.product.name, wish.goods.words
    if seen is None:
        return _("%(name)s: %(quantity)s, which the page did not show.") % {
            "name": name,
            "quantity": words(wish.quantity),
        }
    if seen.quantity != line.quantity:
        before = typed_quantity(wish.product, seen.quantity)
        facts = {"name": name, "before": words(before), "now": words(wish.quantity)}
        return _("%(name)s: %(before)s becomes %(now)s.") % facts
    if seen.cents == line.cents:
        return _("%(name)s: the note to the farm has changed.") % {"name": name}
    if seen.cents_of_one != line.cents_of_one:
        return _becomes(name, seen.cents_of_one, line.cents_of_one)
    return _becomes(name, seen.cents, line.cents)


def _gone(seen: Seen, draft: Draft, shown: set[str]) -> list[str]:
    """What the page showed and is no longer there."""
    gone = [uid for uid, line in seen.lines.items() if uid not in shown and line.quantity != "0"]
    if not gone:
        return []
    rows = Listing.objects.filter(distribution=draft.distribution, uid__in=gone)
    names = rows.select_related("product").values_list("product__title", flat=True)
    return [_("%(name)s: taken out meanwhile.") % {"name": name} for name in names]


def _becomes(name: str, before: int, now: int) -> str:
    facts = {"name": name, "before": format_euros(before), "now": format_euros(now)}
    return _("%(name)s: %(before)s becomes %(now)s.") % facts
