"""What the law and honesty ask to be said before the final button."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.core.money import euros, format_euros, to_cents
from shop.order.drafts import Wish

NAMED = 3


class Weighing(NamedTuple):
    """The note on goods weighed at pick-up, around the amount."""

    before: str
    amount: str
    after: str


def weighing(wishes: Iterable[Wish]) -> Weighing | None:
    """What is weighed, and by how much the total may change without asking; None without any."""
    weighed = [wish for wish in wishes if wish.goods.is_weighed]
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


def tolerance_cents(weighed: Iterable[Wish]) -> int:
    """The sum of the tolerances, each rounded to the cent."""
    return sum(to_cents(euros(wish.cents) * wish.product.tolerance()) for wish in weighed)


def withdrawal(wishes: Iterable[Wish]) -> str:
    """The right of withdrawal, by what the basket holds (articles L221-18 and L221-28)."""
    durable = [wish.product.name for wish in wishes if wish.product.has_withdrawal_right]
    if not durable:
        return _("Fresh products: no right of withdrawal.")
    return _(
        "You may change your mind within 14 days about: %(names)s. No right of withdrawal for the "
        "fresh products."
    ) % {"names": ", ".join(durable)}


def _names(weighed: list[Wish]) -> str:
    names: list[str] = [wish.product.name for wish in weighed]
    if len(names) > NAMED:
        return ngettext("%(n)d product", "%(n)d products", len(names)) % {"n": len(names)}
    *first, last = names
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
