"""Export and erasure of all that the platform holds of a person, over all apps."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import Household, Person, User
from commons.accounts.own_data import Exported, own_household, parts
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from commons.core.refusals import Refused


class NotYet(Refused):
    """Something has to be settled first; ``sentences`` say what."""

    sentence = gettext_lazy("Your account cannot be erased yet: %(sentences)s")

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(sentences=" ".join(sentences))
        self.sentences = sentences


def erased_name() -> str:
    """What stands where a name was, in what the law has kept."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Person erased")


def export_person(*, user: User, now: datetime) -> dict[str, Exported]:
    """All that is held of a person, by section."""
    about: dict[str, Exported] = {"exported_at": now, "person": str(user.uid)}
    return about | {name: parts[name].export(user) for name in sorted(parts)}


def refusals(user: User, now: datetime) -> list[str]:
    """What has to be settled before the account can go, in sentences."""
    return [sentence for part in parts.values() for sentence in part.refusals(user, now)]


@write
def erase_person(*, user: User, now: datetime) -> None:
    """Erase an account and all that names the person; what the books need stays without a name.

    Raises ``NotYet``; then nothing is erased.
    """
    for part in parts.values():
        if part.erases_first:
            part.erase(user, now)
    hold_rows(User.objects.filter(pk=user.pk), to_delete=True)
    for part in parts.values():
        part.hold(user)
    if found := refusals(user, now):
        raise NotYet(found)
    for part in parts.values():
        if not part.erases_first:
            part.erase(user, now)
    _leave_household(user)
    record(actor=None, action="erase_person", target=user, now=now)
    User.objects.get(pk=user.pk).delete()


def _leave_household(user: User) -> None:
    """Alone in it, its persons go and it stays without a name, since orders refer to it."""
    person = Person.objects.select_related("household").filter(user=user).first()
    if person is None:
        return
    household = person.household
    if own_household(user):
        household.persons.all().delete()
        household.name = erased_name()
    else:
        person.delete()
        _rename(household)
    household.save(update_fields=["name"])


def _rename(household: Household) -> None:
    """Its name is that of who stays; another may be an old one of who is gone."""
    staying = list(household.persons.order_by("pk"))
    heir = next(person for person in staying if person.user_id)
    if household.name not in map(str, staying):
        household.name = str(heir)
