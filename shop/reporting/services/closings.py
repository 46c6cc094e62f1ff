"""Closing work: each closing that is due is a row, and is told once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from commons.core.alphabet import by_name
from commons.core.dates import last_closed
from commons.core.isolation import isolated
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.partner.models import Partner
from shop.partner.sellers import addressees
from shop.reporting.closing_times import passed_without_row, times_of
from shop.reporting.files import files_by_language
from shop.reporting.letters import send_to_all
from shop.reporting.lines import Ordered, closed, is_past, lines_of
from shop.reporting.models import Closing, SentList
from shop.reporting.notifications import ClosingList
from shop.reporting.seller_lists import list_of
from shop.reporting.snapshots import snapshot

# A list that is later than this helps nobody any more.
LONGEST_OUTAGE = timedelta(days=60)
# Dates that have been over for longer are looked through once an hour, not each minute.
SHORT_OUTAGE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What to tell at a closing: some lines, out of all that customers can no longer change."""

    kind: SentList.Kind
    told: list[Ordered]
    closed: list[Ordered]
    times: Collection[datetime]


def sync_closings(*, now: datetime) -> int:
    """Make the rows of closings that have passed and have none; how many. Idempotent.

    They are made late, so that a closing that is moved before its time leaves nothing behind.
    """
    missing = _without_row(now.astimezone(UTC))
    Closing.objects.bulk_create(
        [Closing(distribution_id=d, seller_id=s, closes_at=moment) for d, s, moment in missing],
        ignore_conflicts=True,
    )
    return len(missing)


def due_closings(*, now: datetime) -> int:
    """How many closings wait to be processed, also where no row says so yet. Writes nothing."""
    now = now.astimezone(UTC)
    rows = Closing.objects.filter(processed_at=None, closes_at__lte=last_closed(now))
    return rows.count() + len(_without_row(now))


def process_due_closings(*, now: datetime) -> int:
    """Tell every seller whose closing has passed what to bring, once; how many closings.

    A closing that fails stops no other and stays due: raises ``ExceptionGroup`` at the end.
    """
    now = now.astimezone(UTC)
    sync_closings(now=now)
    due = Closing.objects.filter(processed_at=None, closes_at__lte=last_closed(now))
    rows = due.select_related(
        *("distribution__collective", "distribution__place", "seller__farm", "seller__collective")
    )
    done = 0
    with isolated("closings") as alone:
        for closing in rows.order_by("closes_at", "pk"):
            with alone(closing.uid):
                done += process_closing(closing=closing, now=now)
    return done


def process_closing(*, closing: Closing, now: datetime) -> bool:
    """Process one closing, unless somebody else has. Files are made before the transaction.

    An order that slips in meanwhile differs from what was told, and follows as a difference.
    """
    outgoing = _outgoing(closing, now)
    distribution, seller = closing.distribution, closing.seller
    if not outgoing:
        return bool(_claim(closing, now))
    to = addressees(seller)
    shown = list_of(distribution, seller, outgoing.told, times=outgoing.times, at=now)
    files = files_by_language(shown, to) if outgoing.told else {}
    with transaction.atomic():
        if not _claim(closing, now):
            return False
        key = f"closing:{closing.uid}"
        context = shown.context() | _early(closing, outgoing)
        send_to_all(ClosingList, to=to, key=key, context=context, files=files, now=now)
        SentList.objects.create(
            distribution=distribution,
            seller=seller,
            kind=outgoing.kind,
            sent_at=now,
            lines=snapshot(outgoing.closed),
        )
    return True


def _without_row(now: datetime) -> Collection[tuple[int, int, datetime]]:
    outage = SHORT_OUTAGE if now.minute else LONGEST_OUTAGE
    return passed_without_row(since=now - outage, now=now)


def _claim(closing: Closing, now: datetime) -> int:
    return Closing.objects.filter(pk=closing.pk, processed_at=None).update(processed_at=now)


def _outgoing(closing: Closing, now: datetime) -> Outgoing | None:
    """What the closing tells; None where the full list went already, or nobody is to be told.

    After the full list only differences go. Nobody is told about a cancelled distribution, nor a
    farm that does not come after all, nor at a closing that was put off before it was processed.
    """
    distribution, seller = closing.distribution, closing.seller
    times = times_of(distribution, seller)
    is_last = all(is_past(moment, now) for moment in times)
    put_off = not is_last and closing.closes_at not in times
    if distribution.cancelled_at or not times or put_off or _is_told(distribution, seller):
        return None
    shut = closed(lines_of(distribution, seller), now)
    if is_last:
        return Outgoing(SentList.Kind.FULL, shut, shut, times)
    told = [line for line in shut if line.closes_at == closing.closes_at]
    return Outgoing(SentList.Kind.EARLY, told, shut, times)


def _is_told(distribution: Distribution, seller: Partner) -> bool:
    full = SentList.objects.filter(kind=SentList.Kind.FULL)
    return full.filter(distribution=distribution, seller=seller).exists()


def _early(closing: Closing, outgoing: Outgoing) -> dict[str, object]:
    """The names of the products that an early closing is about."""
    if outgoing.kind != SentList.Kind.EARLY:
        return {"early": []}
    listings = Listing.objects.filter(
        distribution=closing.distribution,
        product__seller=closing.seller,
        withdrawn_at__isnull=True,
    )
    shut = listings.with_window().filter(window_closes_at=closing.closes_at)
    return {
        "early": list(
            shut.order_by(by_name("product__title")).values_list("product__title", flat=True)
        )
    }
