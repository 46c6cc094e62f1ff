"""What the services of the network and its collectives refuse."""

from decimal import ROUND_DOWN, Decimal

from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class NetworkExists(Refused):
    """There is one network per installation."""

    sentence = _("The network exists already.")


class InvalidRate(Refused):
    """A percentage below 0 or above 100."""

    sentence = _("A rate is between 0 and 100 %.")


class AddressTaken(Refused):
    """Another collective, or the product itself, has this address."""

    sentence = _("This address is taken: choose another one.")


class UnknownTimezone(Refused):
    """The name of the time zone is not one of the IANA's."""

    sentence = _("This time zone is unknown.")


class InvalidPause(Refused):
    """A pause that ends before it starts, or has an end and no start."""

    sentence = _("A pause ends after it starts.")


class UnlikelyDay(Refused):
    """A year that nobody means."""

    sentence = _("Choose a day from 2000 to 2100.")


class TermsNotAccepted(Refused):
    """Nobody joins without accepting the terms of sale."""

    sentence = _("Please accept the terms of sale to join.")


class NotAMember(Refused):
    """The household is no member of the collective."""

    sentence = _("You are not a member of this collective.")


class LastNetworkEditor(Refused):
    """Farms’ pages wait for an editor of the network, and there would be none."""

    sentence = _(
        "This is the last editor of the network, and farms’ pages wait for one to approve them:"
        " name another one first, or let farms publish by themselves."
    )


class InvalidSiren(Refused):
    field = "siren"
    sentence = _("This is not a SIREN: it has 9 digits.")


class InvalidRna(Refused):
    field = "rna"
    sentence = _("This is not an RNA number: W, then 9 digits.")


class ClosedPlatform(Refused):
    """The European platform for disputes is closed since 20 July 2025."""

    sentence = _("The European platform for disputes is closed: take its address out.")


class NoColour(Refused):
    field = "colour"
    sentence = _("Write a colour as “#1e6a3c”: a hash, then six digits or letters from a to f.")


class TooPale(Refused):
    """White text on it would not be read by everybody."""

    field = "colour"
    sentence = _(
        "White text on this colour has a contrast of %(ratio)s: %(least)s is needed. Choose it"
        " darker."
    )

    @classmethod
    def of(cls, ratio: float) -> "TooPale":
        """Rounded down: 4.49 is not 4.5."""
        tenths = Decimal(ratio).quantize(Decimal("0.1"), ROUND_DOWN)
        return cls(ratio=localize(tenths), least=localize(Decimal("4.5")))
