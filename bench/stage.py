"""What is measured beside the data itself: empty copies of a shop, full baskets."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from commons.accounts.models import Household, User
from commons.accounts.selectors import household_of
from commons.core.ids import uuid7
from commons.core.quantities import BaseUnit
from distributions.models import Attendance, Distribution
from shop.basket.services import open_basket
from shop.listings.models import Listing
from shop.order.services import choose
from shop.partner.models import StockRecord

LINES = 12
PLENTY = 1_000_000


def copy_of(source: Distribution) -> Distribution:
    """The same goods at another date, open now, without an order: plenty of each."""
    now = timezone.now()
    starts_at = now.replace(hour=12) + timedelta(days=1 + _days_taken(source))
    made = Distribution.objects.create(
        collective=source.collective,
        place=source.place,
        slug=f"{starts_at.date()}-{source.place.slug}"[:80],
        day=starts_at.date(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=5),
    )
    _copy_listings(source, made, _copy_attendances(source, made))
    return made


def _days_taken(source: Distribution) -> int:
    """From today; a place has one distribution a day."""
    last: date = source.place.distributions.aggregate(last=Max("day"))["last"]
    return max(0, (last - timezone.localdate()).days)


def _copy_attendances(source: Distribution, made: Distribution) -> dict[int, Attendance]:
    """By the id of the original's."""
    copies = {
        each.pk: Attendance(distribution=made, farm=each.farm, state=each.state)
        for each in source.attendances.select_related("farm")
    }
    Attendance.objects.bulk_create(copies.values())
    return copies


def _copy_listings(
    source: Distribution, made: Distribution, attendances: dict[int, Attendance]
) -> None:
    rows = list(Listing.objects.filter(distribution=source).offered().order_by("pk"))
    records = StockRecord.objects.filter(listings__in=rows, num_in_stock__isnull=False)
    StockRecord.objects.filter(pk__in=list(records.values_list("pk", flat=True))).update(
        num_in_stock=PLENTY
    )
    for row in rows:
        row.pk, row.uid, row.distribution, row.ordered = None, uuid7(), made, 0
        row.quota, row.attendance = PLENTY, attendances.get(row.attendance_id)
        row.opens_at = row.closes_at = None
        row._state.adding = True
    Listing.objects.bulk_create(rows)


def some_listings(distribution: Distribution, number: int = LINES) -> list[Listing]:
    """Goods of which one can take a single piece."""
    rows = Listing.objects.filter(distribution=distribution).offered().select_related("product")
    pieces = rows.filter(product__base_unit=BaseUnit.PIECE, product__step=1, product__least=1)
    found = list(pieces.order_by("pk")[:number])
    if len(found) < number:
        raise AssertionError(f"{distribution} offers {len(found)} goods by the piece: too few")
    return found


def fill(user: User, distribution: Distribution, listings: Sequence[Listing]) -> None:
    """One of each in the basket of their household."""
    wanted: dict[str, str | int] = {str(each.uid): 1 for each in listings}
    basket = open_basket(household=home_of(user), distribution=distribution)
    outcome = choose(basket=basket, wanted=wanted, now=timezone.now())
    if outcome.problems:
        raise AssertionError(f"the basket refuses: {outcome.problems}")


def home_of(user: User) -> Household:
    household = household_of(user)
    if household is None:
        raise AssertionError(f"user {user.pk} has no household")
    return household
