"""A person's dates in their own calendar: the secret address, and what it holds."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from distributions.models import Attendance, Distribution
from farms.models import FarmMember
from home.models import CalendarAddress
from shop.order.models import Order


@write
def give_calendar_address(*, user: User, now: datetime) -> str:
    """Make a secret address, in the place of the one before; it is told this once."""
    token = token_urlsafe(32)
    given = {"digest": digest_of(token), "made_at": now}
    CalendarAddress.objects.update_or_create(user=user, defaults=given)
    record(actor=user, action="give_calendar_address", target=user, now=now)
    return token


@write
def withdraw_calendar_address(*, user: User, now: datetime) -> bool:
    """From now on the address answers nothing; whether there was one."""
    gone, _rows = CalendarAddress.objects.filter(user=user).delete()
    if gone:
        record(actor=user, action="withdraw_calendar_address", target=user, now=now)
    return bool(gone)


def owner_of(token: str) -> User | None:
    """Whose address it is, while they have their account."""
    rows = CalendarAddress.objects.select_related("user")
    found = rows.filter(digest=digest_of(token), user__is_active=True).first()
    return found.user if found else None


def dates_of(user: User, now: datetime) -> QuerySet[Distribution]:
    """Those to come where the household has ordered, and where a farm of the person comes."""
    orders = Order.objects.standing().filter(household__persons__user=user)
    farms = FarmMember.objects.filter(user=user).values("farm")
    comes = Attendance.objects.present().filter(farm__in=farms)
    own = Q(pk__in=orders.values("distribution")) | Q(pk__in=comes.values("distribution"))
    return Distribution.objects.filter(own, ends_at__gte=now).order_by("starts_at", "pk")


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
