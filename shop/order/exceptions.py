"""What the services of orders refuse."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused

if TYPE_CHECKING:
    from shop.order.check import Adjustment


# Said beside an order: "nothing is ordered" would deny it.
STAYS = _("Your order stays as it is: look at it again.")


class BasketAdjusted(Refused):
    """The last check changed the basket, which is stored; nothing is ordered.

    ``adjustments`` say what, each as a sentence that names the product; ``stands`` says whether
    there is an order, which stays as it is.
    """

    sentence = _("Nothing is ordered yet: check your basket, then order again.")

    def __init__(self, adjustments: Sequence["Adjustment"], *, stands: bool) -> None:
        super().__init__()
        self.adjustments = list(adjustments)
        self.stands = stands

    def __str__(self) -> str:
        return str(STAYS) if self.stands else super().__str__()


class NotAsShown(Refused):
    """Something else would be ordered than what the page showed; nothing is.

    ``differences`` are sentences: what was shown, and what it is now; ``stands`` says whether there
    is an order, which stays as it is.
    """

    sentence = _("Nothing is ordered yet: check what follows, then order again.")

    def __init__(self, differences: Sequence[str], *, stands: bool) -> None:
        super().__init__()
        self.differences = list(differences)
        self.stands = stands

    def __str__(self) -> str:
        return str(STAYS) if self.stands else super().__str__()


class NotPossible(Refused):
    """A manager's change does not pass.

    ``sentences`` name each product and why, by the uid of its listing; "" where it has none.
    """

    sentence = "%(sentences)s"

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(sentences=" ".join(sentences.values()))
        self.sentences = sentences


class OrdersClosed(Refused):
    """Nothing of the basket can be ordered any more, or not yet; it is kept as it is.

    ``why``: a sentence that says so, with the hour.
    """

    sentence = _("%(why)s Your basket is kept.")


class EmptyBasket(Refused):
    sentence = _("Your basket is empty.")


class OrderTooDear(Refused):
    """``most``: the most that an order may come to, in words."""

    sentence = _("An order comes to %(most)s at most: ask your collective.")


class Unchanged(Refused):
    """The order is already what was asked for: a second press, or nothing to change."""

    sentence = _("Nothing has changed: your order is like that already.")


class AlreadyCancelled(Unchanged):
    sentence = _("This order was cancelled before: nothing has changed.")


class OrderClosed(Refused):
    """Nothing of the order can change any more. ``why``: a sentence that says so, with the hour."""

    sentence = _("%(why)s This order can no longer be changed or cancelled.")


class LineClosed(Refused):
    """``why``: a sentence that says so, with the hour."""

    sentence = _("%(why)s This product can no longer be cancelled here.")


class OrderSettled(Refused):
    """The distribution is settled: what is owed is paid out."""

    sentence = _("This distribution is settled: its orders no longer change.")


class LineKept(Refused):
    """A line of an order is set to 0 and kept, never deleted (O32)."""

    sentence = _("A product of an order is kept: it can only be cancelled.")


class OrderKept(Refused):
    """An order is cancelled and kept with its lines, never deleted (O32)."""

    sentence = _("An order is kept: it can only be cancelled.")


class NotYours(Refused):
    """Neither of the household nor a manager of the collective."""

    sentence = _("This order is somebody else’s.")


class MemberNoMore(Refused):
    """The household has left the collective: its order stands, and nothing is added to it."""

    sentence = _("You left this collective: join it again on its page to add to your order.")


class OrdersMeanwhile(Refused):
    """Other orders stand at a date than the page showed; ``n``: how many by now."""

    sentence = _("There are %(n)s orders by now: look again, then cancel.")


class ReasonMissing(Refused):
    sentence = _("Say why: the reason is sent to the customer.")


class ReasonTooLong(Refused):
    """``most``: how many characters a reason may have; ``n``: how many this one has."""

    sentence = _("A reason has %(most)s characters at most: this one has %(n)s.")


class NothingChosen(Refused):
    """None of what may be withdrawn from was named."""

    sentence = _("Choose at least one product.")


class WithdrawalOver(Refused):
    """Fourteen days have passed, or none of the goods has the right."""

    sentence = _("The time to withdraw from these products is over.")


class WithdrawnBefore(Refused):
    """A second press: it counts once."""

    sentence = _("Your withdrawal was recorded before: it counts once.")


class AnsweredBefore(Refused):
    sentence = _("This withdrawal was answered before: nothing has changed.")


def sentences_of(refused: Refused) -> list[str]:
    """What a refusal says: each thing that is otherwise, then what follows."""
    if isinstance(refused, BasketAdjusted):
        return [*map(str, refused.adjustments), str(refused)]
    if isinstance(refused, NotAsShown):
        return [*refused.differences, str(refused)]
    return [str(refused)]


def listings_of(refused: Refused) -> dict[str, str]:
    """By sentence, the uid of the listing that it is about."""
    if not isinstance(refused, BasketAdjusted):
        return {}
    return {str(each): str(each.wish.listing.uid) for each in refused.adjustments}
