"""What the law and honesty ask to be said before the final button."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.core.money import euros, format_euros, to_cents
from commons.core.quantities import SaleMode
from shop.basket.models import Line

NAMED = 3


class Weighing(NamedTuple):
    """The note on goods weighed at pick-up, around the amount."""

    before: str
    amount: str
    after: str


def weighing(lines: Iterable[Line]) -> Weighing | None:
    """What is weighed, and by how much the total may change without asking; None without any."""
    weighed = [line for line in lines if line.product.sale_mode == SaleMode.WEIGHED]
    if not weighed:
        return None
    names = {"names": _names(weighed), "n": len(weighed)}
    before = ngettext(
        "%(names)s is weighed in front of you. The total may vary by",
        "%(names)s are weighed in front of you. The total may vary by",
        len(weighed),
    )
    after = _("at most; beyond that we ask whether you agree.")
    return Weighing(before % names, format_euros(tolerance_cents(weighed)), after)


def tolerance_cents(weighed: Iterable[Line]) -> int:
    """The sum of the tolerances, each rounded to the cent."""
    return sum(to_cents(euros(line.amount_cents) * line.product.tolerance()) for line in weighed)


def withdrawal(lines: Iterable[Line]) -> str:
    """The right of withdrawal, by what the basket holds (articles L221-18 and L221-28)."""
    durable = [line.product.name for line in lines if line.product.has_withdrawal_right]
    if not durable:
        return _("Fresh products: no right of withdrawal.")
    return _(
        "You may change your mind within 14 days about: %(names)s. No right of withdrawal for the "
        "fresh products."
    ) % {"names": ", ".join(durable)}


def _names(weighed: list[Line]) -> str:
    names: list[str] = [line.product.name for line in weighed]
    if len(names) > NAMED:
        return ngettext("%(n)d product", "%(n)d products", len(names)) % {"n": len(names)}
    *first, last = names
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
