"""What the services of farms refuse."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class InvalidSiret(Refused):
    """The number is not a SIRET: 14 digits that add up."""

    sentence = _("This is not a SIRET: check its 14 digits.")


class AlreadyEngaged(Refused):
    """The farm has a running engagement with the collective."""

    sentence = _("This farm already has an agreement with the collective.")


class EngagementEnded(Refused):
    """The engagement is over."""

    sentence = _("This agreement has ended.")


class InvalidDates(Refused):
    """Something would end before it starts."""

    sentence = _("The last day is before the first.")


class AlreadyStarted(Refused):
    """An agreement that runs has its first day behind it."""

    sentence = _("The agreement has started: its first day no longer changes.")


class DayIsOver(Refused):
    """Something is to hold from, or until, a day of the past; ``field`` names it."""

    sentence = _("This day is over: choose today or a later one.")

    def __init__(self, field: str) -> None:
        super().__init__(field=field)
        self.field = field


class AfterTheEnd(Refused):
    """A rate is to hold after the agreement's last day."""

    sentence = _("The agreement ends before this day.")


class FromTheFirstDay(Refused):
    """The first commission of an agreement would hold later than the agreement."""

    sentence = _("A first agreement has its commission from its first day.")


class KnownCertification(Refused):
    """The same label, number and days were added before."""

    sentence = _("This certificate is already there.")


class NotCertified(Refused):
    """The certificate says nothing of these days."""

    sentence = _("The certificate ends before this day: add the one that follows it.")


class KnownSiret(Refused):
    """A farm with this SIRET is there already."""

    sentence = _(
        "The network knows this farm already: “%(name)s”. Propose it an agreement instead."
    )


class NotGiven(Refused):
    """The farm has not given the collective this right."""

    sentence = _("This is the farm’s to do: it has not let the collective’s managers do it.")


class AlreadyAnswered(Refused):
    """The proposal waits no more: it was accepted, declined or withdrawn."""

    sentence = _("This proposal no longer waits for an answer.")


class NotAccepted(Refused):
    """The engagement is only proposed."""

    sentence = _("This agreement waits for the farm’s answer.")


class LaterThanAgreed(Refused):
    """An agreement goes on after its last day by other terms alone, which both accept."""

    sentence = _("The agreement ends before this day: propose other terms to go on.")


class SameState(Refused):
    """The agreement is as it was to become."""

    sentence = _("This agreement is so already: nothing was changed.")


class TooOften(Refused):
    """The same was done many times within the hour, each with a mail."""

    sentence = _("You have done this many times within the hour: wait a while.")


class SameTerms(Refused):
    """What is proposed holds already, or is proposed already."""

    sentence = _("These are the terms as they are: nothing was changed.")


class TooLate(Refused):
    """What is proposed would be over before it begins."""

    sentence = _("The last day that was proposed is over: ask for another proposal.")


class NotInvited(Refused):
    """The invitation is for another address, or is there no more."""

    sentence = _(
        "This invitation is for another e-mail address, or it is over: sign in with the address "
        "that got it, or ask for another one."
    )


class AlreadyThere(Refused):
    """The person has this place in the farm."""

    field = "email"
    sentence = _("This person is of the farm already.")


class JustInvited(Refused):
    """The same invitation was sent within the hour."""

    field = "email"
    sentence = _("This person was invited a moment ago: wait an hour before you write again.")


class LastFarmManager(Refused):
    """A farm with people needs one who decides."""

    sentence = _("This is the last person who manages the farm: name another one first.")


class NobodyApproves(Refused):
    """Nobody is an editor of the network."""

    field = "by_network"
    sentence = _(
        "Nobody is an editor of the network yet: pages would wait for ever. Give that role first."
    )
