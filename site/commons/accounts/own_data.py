"""A person's own data: each app exports and erases its part, declared in its `personal_data.py`.

    register(Part(name="orders", export=…, erase=…, refusals=…, covers={"order.Order.name", …}))

`services` of this module's name calls them all; a test compares `covers` with every field there is.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from commons.accounts.models import Household, User
from commons.accounts.selectors import household_of

type Exported = object
"""What JSON can hold, and dates, decimals and uids, which are written as text."""


def nothing(_user: User, _now: datetime) -> None:
    """Goes with the account itself, by its foreign key."""


def no_refusal(_user: User, _now: datetime) -> Sequence[str]:
    return []


def no_hold(_user: User) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One app's part. `covers` names the fields that it exports or erases: "app.Model.field".

    `refusals` are sentences: what has to be settled before the data can go; `hold` locks the rows
    that they depend on. `erases_first` is set where others hold these rows before any other.
    """

    name: str
    export: Callable[[User], Exported]
    erase: Callable[[User, datetime], None] = nothing
    refusals: Callable[[User, datetime], Sequence[str]] = no_refusal
    hold: Callable[[User], None] = no_hold
    erases_first: bool = False
    covers: Collection[str] = ()


parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add an app's part; its name is the section of the export."""
    parts[part.name] = part


def own_household(user: User) -> Household | None:
    """The household that goes with the person: nobody else of it has an account."""
    household = household_of(user)
    if household is None:
        return None
    others = household.persons.filter(user__isnull=False).exclude(user=user)
    return None if others.exists() else household
