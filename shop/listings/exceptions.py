"""What the services of listings refuse."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a listing lacks, in base units: ``asked`` on top of what the order held, and ``left``.

    An order that holds 3 and asks for 9 asks for 6 more; with 5 left it may hold 8.
    """

    listing_id: int
    asked: int
    left: int


class OutOfStock(Refused):
    """Less is left than was asked; each shortage names its listing."""

    sentence = _("There is not enough left.")

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__()
        self.shortages = list(shortages)


class ListingMissing(Refused):
    """A listing does not exist (any more)."""

    sentence = _("This product is no longer offered.")

    def __init__(self, listing_ids: Collection[int]) -> None:
        super().__init__()
        self.listing_ids = sorted(listing_ids)


class QuotaBelowOrdered(Refused):
    """The quantity for sale would fall below what orders hold (``ordered``, base units)."""

    sentence = _("Customers have already ordered more than that.")


class InvalidListingWindow(Refused):
    """The listing would open after it closes, or close after its farm without permission."""

    sentence = _("Orders must open before they close, and close no later than the others.")


class NotTheSeller(Refused):
    """The product is not sold by this farm or collective."""

    sentence = _("This product is not sold here.")
