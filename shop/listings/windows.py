"""A product's own window inside its farm's, which lies inside the distribution's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from commons.core.dates import WindowState, soon, window_state
from distributions.windows import Window
from shop.listings.models import Listing


def orders_said(window: Window, now: datetime, zone: ZoneInfo) -> str:
    """Whether one can order: "Ouvert jusqu’à jeudi, 12 h", "Ouvre mercredi, 10 h"…"""
    state = window_state(now, window.opens_at, window.closes_at)
    if state is WindowState.OPEN and window.closes_at:
        return _("Open until %(moment)s") % {"moment": soon(window.closes_at, now, zone)}
    if state is WindowState.UPCOMING and window.opens_at:
        return _("Opens %(moment)s") % {"moment": soon(window.opens_at, now, zone)}
    return _("Orders closed")


def latest_closing(listing: Listing) -> datetime | None:
    """Until when a product may be open: as its farm, longer only where farms may widen."""
    if listing.distribution.farms_may_widen:
        return listing.distribution.ends_at
    return wider_window(listing).closes_at


def wider_window(listing: Listing) -> Window:
    """The window that a product has without one of its own."""
    distribution, attendance = listing.distribution, listing.attendance
    return Window(
        (attendance and attendance.opens_at) or distribution.opens_at,
        (attendance and attendance.closes_at) or distribution.closes_at,
    )


def fitting(listing: Listing) -> Window:
    """What is left of a product's own window.

    It may still open and close before the others. A closing after the latest is given up, or
    moved to the end where farms may widen; an opening too, where nothing is left to open.
    """
    wider, latest = wider_window(listing), latest_closing(listing)
    opens_at, closes_at = listing.opens_at, listing.closes_at
    if latest is None:
        return Window()
    if closes_at and closes_at > latest:
        closes_at = None if latest == wider.closes_at else latest
    closes = closes_at or wider.closes_at
    if opens_at and closes and opens_at >= closes:
        opens_at = None
    return Window(opens_at, closes_at)
