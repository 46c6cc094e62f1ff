"""A distribution in words: its band, and the sentence where one cannot order."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from commons.collectives.models import Collective
from commons.collectives.selectors import is_paused
from commons.core import dates
from commons.core.dates import WindowState
from distributions.addresses import shop_path
from distributions.calendar import next_distribution, window_of
from distributions.models import Distribution


@dataclass(frozen=True, slots=True)
class Notice:
    """Why one cannot order for a distribution, and where one can next."""

    text: str
    next: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What `components/distribution_band.html` shows, in words; `until` None where not open."""

    tile: dates.CalendarTile
    day: str
    hours: str
    detail: str
    now: datetime
    until: datetime | None = None
    left: str = ""


def band_of(distribution: Distribution, now: datetime) -> Band:
    """The date, and until when one can order for it."""
    zone, closes_at = distribution.collective.zone, distribution.closes_at
    day = dates.day_long(distribution.starts_at, zone)
    is_open = window_of(distribution, now) is WindowState.OPEN and closes_at
    return Band(
        tile=dates.calendar_tile(distribution.starts_at, zone),
        day=_("Distribution of %(day)s") % {"day": day},
        hours=dates.hours_range(distribution.starts_at, distribution.ends_at, zone),
        detail=detail_of(distribution, now),
        now=now,
        until=closes_at if is_open else None,
        left=dates.remaining(closes_at - now) if closes_at and is_open else "",
    )


def detail_of(distribution: Distribution, now: datetime) -> str:
    """Say where its orders stand: "Clôture jeudi 26 nov., 12 h"."""
    zone, state = distribution.collective.zone, window_of(distribution, now)
    if distribution.cancelled_at:
        return _("Cancelled")
    if state is WindowState.CLOSED:
        return _("Orders closed since %(since)s") % {"since": since(distribution, now)}
    if state is WindowState.OPEN and distribution.closes_at:
        return _("Closing %(moment)s") % {"moment": dates.closing(distribution.closes_at, zone)}
    if state is WindowState.UPCOMING and distribution.opens_at:
        return _("Opening %(moment)s") % {"moment": dates.closing(distribution.opens_at, zone)}
    return _("Orders closed")


def notice_of(distribution: Distribution, now: datetime) -> Notice | None:
    """The sentence of a page where one cannot order; None where one can."""
    if distribution.cancelled_at:
        return _and_next(distribution, _("The distribution of %(day)s is cancelled."), now)
    if is_paused(distribution.collective, distribution.day):
        return _and_next(distribution, pause_of(distribution.collective), now)
    state = window_of(distribution, now)
    if state is WindowState.CLOSED:
        sentence = _("Orders for %(day)s are closed since %(since)s.")
        return _and_next(distribution, sentence, now)
    if state is WindowState.OPEN:
        return None
    if state is WindowState.UNDATED or distribution.opens_at is None:
        return _and_open(distribution, _("The dates for ordering are not set yet."), now)
    opening = dates.closing(distribution.opens_at, distribution.collective.zone)
    return _and_open(distribution, _("Orders open %(moment)s.") % {"moment": opening}, now)


def _and_open(distribution: Distribution, text: str, now: datetime) -> Notice:
    """Beside a date that is still to open: the one that can be ordered for meanwhile."""
    coming = next_distribution(distribution.collective, now)
    if coming is None or window_of(coming, now) is not WindowState.OPEN:
        return Notice(text)
    when = dates.day_long(coming.starts_at, coming.collective.zone)
    opened = _("Orders are open for the distribution of %(day)s.") % {"day": when}
    return Notice(text, opened, shop_path(coming))


def sentence_of(distribution: Distribution, now: datetime) -> str:
    """Why one cannot order or change anything for a distribution; one that is open has closed
    products only.
    """
    notice = notice_of(distribution, now)
    return notice.text if notice else _("Orders for these products are not open yet.")


def closed_since(closes_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say "Les commandes sont closes depuis jeudi 12 h."."""
    return _("Orders are closed since %(since)s.") % {"since": dates.since(closes_at, now, zone)}


def since(distribution: Distribution, now: datetime) -> str:
    """Since when its orders are closed; of one without a closing, since it is over."""
    closes_at = min(distribution.closes_at or distribution.ends_at, distribution.ends_at)
    return dates.since(closes_at, now, distribution.collective.zone)


def _and_next(distribution: Distribution, sentence: str, now: datetime) -> Notice:
    zone = distribution.collective.zone
    day = dates.day_and_month(distribution.starts_at, zone)
    text = sentence % {"day": day, "since": since(distribution, now)}
    coming = next_distribution(distribution.collective, now)
    if coming is None or coming.pk == distribution.pk:
        return Notice(text)
    when = dates.day_long(coming.starts_at, zone)
    return Notice(text, _("Next distribution: %(day)s.") % {"day": when}, shop_path(coming))


def pause_of(collective: Collective) -> str:
    """Say "Pause, reprise le 8 janvier." of a collective that takes a break."""
    if collective.paused_until is None:
        return _("The collective takes a break: nothing is sold for now.")
    back = _noon(collective.paused_until + timedelta(days=1), collective)
    when = dates.day_and_month(back, collective.zone)
    return _("Break, orders resume on %(day)s.") % {"day": when}


def _noon(day: date, collective: Collective) -> datetime:
    return datetime.combine(day, time(12), tzinfo=collective.zone)
