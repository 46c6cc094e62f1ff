"""Reads over collectives: members, dated facts, communes."""

from datetime import date

from collectifs.accounts.models import Household
from collectifs.collectives.models import Collective, CollectiveVatStatus, Membership


def is_liable_to_vat(collective: Collective, day: date) -> bool:
    """Whether the association is liable to VAT on a day; not before it has said so."""
    statuses = CollectiveVatStatus.objects.filter(collective=collective, since__lte=day)
    latest = statuses.order_by("-since").first()
    return latest is not None and latest.liable


def is_paused(collective: Collective, day: date) -> bool:
    """Whether the collective sells nothing on a day."""
    if collective.paused_from is None or day < collective.paused_from:
        return False
    return collective.paused_until is None or day <= collective.paused_until


def membership_of(household: Household, collective: Collective) -> Membership | None:
    """The household's running membership."""
    return Membership.objects.filter(
        household=household, collective=collective, state=Membership.State.ACTIVE
    ).first()
