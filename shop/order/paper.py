"""What goes with an order: its calendar file and its QR code."""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from commons.core.outbox import Attachment
from shop.order.models import Order

CALENDAR_TYPE = "text/calendar"
# Readers take any of the eight; looking for the best one is most of the work.
QR_MASK = 3


def order_url(order: Order) -> str:
    """The order's page, absolute: what the QR code and the calendar hold."""
    return f"{settings.BASE_URL.rstrip('/')}{order.get_absolute_url()}"


def calendar_file(order: Order, at: datetime | None = None) -> Attachment:
    """The distribution as an event (RFC 5545); a changed order replaces it by its sequence.

    ``at``: when its date was moved, which replaces it too.
    """
    from icalendar import Calendar, Event

    distribution, place = order.distribution, order.distribution.place
    event = Event()
    event.add("uid", f"{order.uid}@collectifs")
    event.add("sequence", order.revision)
    event.add("dtstamp", at or order.date_placed)
    event.add("dtstart", distribution.starts_at)
    event.add("dtend", distribution.ends_at)
    facts = {"number": order.short_number, "collective": order.collective.name}
    event.add("summary", _("Collect order no. %(number)s, %(collective)s") % facts)
    event.add("location", f"{place.name}, {place.street}, {place.postcode} {place.town}")
    event.add("url", order_url(order))
    calendar = Calendar()
    calendar.add("prodid", "-//Collectifs//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    name = f"retrait-{distribution.day.isoformat()}.ics"
    return Attachment(name, CALENDAR_TYPE, calendar.to_ical())


def qr_svg(order: Order) -> str:
    """The QR code of the order's page, as an inline drawing without size of its own."""
    import segno

    drawing: str = segno.make(order_url(order), error="m", mask=QR_MASK).svg_inline(
        omitsize=True, border=2, dark="#000", light="#fff"
    )
    return drawing


def qr_runs(order: Order) -> list[list[tuple[bool, int]]]:
    """The same code as rows of (dark, length): mails draw it with a table, without any picture."""
    import segno

    rows = segno.make(order_url(order), error="l", mask=QR_MASK).matrix_iter(border=2)
    return [[(bool(dark), len(list(run))) for dark, run in groupby(row)] for row in rows]
