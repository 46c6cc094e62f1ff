"""To whom a seller's mails go."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.core.notifications import Notification
from commons.core.outbox import Attachment
from distributions.models import Distribution
from farms.models import Farm
from shop.reporting.files import language_of


def addressees(distribution: Distribution, farm: Farm | None) -> Sequence[User | str]:
    """The persons of a farm (they manage or prepare), else its address.

    The collective's own goods are for its managers, else its address. Maybe nobody.
    """
    if farm:
        people, otherwise = User.objects.filter(farm_memberships__farm=farm), farm.email
    else:
        collective = distribution.collective
        people = User.objects.filter(
            collective_roles__collective=collective, collective_roles__role=Role.MANAGER
        )
        otherwise = collective.contact_email
    found = list(people.filter(is_active=True).order_by("pk"))
    return found or [address for address in [otherwise] if address]


def send_to_all(
    notification: type[Notification],
    *,
    to: Sequence[User | str],
    key: str,
    context: Mapping[str, object],
    files: Mapping[str, Sequence[Attachment]],
    now: datetime,
) -> None:
    """Write a mail to each, once per key and person, with the files of their language."""
    for each in to:
        person = "address" if isinstance(each, str) else each.uid
        notification.send(
            to=each,
            key=f"{key}:{person}",
            context=context,
            now=now,
            attachments=files.get(language_of(each), ()),
        )
