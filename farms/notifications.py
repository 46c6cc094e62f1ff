"""Mails to farms about what is agreed with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from commons.accounts.models import User
from commons.core.money import format_percent
from commons.core.notifications import Notification
from farms.models import FarmEngagement, FarmMember
from farms.selectors import rate_of


class TermsChanged(Notification):
    """What is agreed, as it is from now on."""

    kind: ClassVar[str] = "terms_changed"


def tell_terms(engagement: FarmEngagement, *, actor: User | None, now: datetime) -> None:
    """Tell whoever manages the farm, else its address; not the person who changed the terms."""
    collective = engagement.collective
    day = max(now.astimezone(collective.zone).date(), engagement.starts_on)
    default, following = collective.default_commission_rate, engagement.next_commission_rate
    rate = rate_of(engagement, day)
    context = {
        "engagement": engagement,
        "farm": engagement.farm,
        "collective": collective,
        "rate": format_percent(default if rate is None else rate),
        "next_rate": format_percent(default if following is None else following),
    }
    for to in _addressees(engagement):
        if to != actor:
            key = f"terms-changed:{engagement.uid}:{now.isoformat()}:{_name(to)}"
            TermsChanged.send(to=to, key=key, context=context, now=now)


def _addressees(engagement: FarmEngagement) -> Sequence[User | str]:
    farm = engagement.farm
    people = User.objects.filter(
        farm_memberships__farm=farm,
        farm_memberships__role=FarmMember.Role.MANAGES,
        is_active=True,
    )
    return [*people.order_by("pk")] or [address for address in [farm.email] if address]


def _name(to: User | str) -> str:
    return to if isinstance(to, str) else str(to.uid)
