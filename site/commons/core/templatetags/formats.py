"""Template filters that write money, quantities, dates and phones as every screen does.

Moments are told in the time zone given to the filter (a ``ZoneInfo`` or its name), else in that
of the settings: ``{{ distribution.starts_at|day_long:collective.time_zone }}``.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings

from commons.core import dates, money, phones, quantities, typed_text
from commons.core.typography import NBSP

register = template.Library()
Zone = ZoneInfo | str | None


def _zone(zone: Zone) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or settings.TIME_ZONE)


@register.filter
def euros(amount: int | Decimal) -> str:
    """Write cents (``int``) or euros (``Decimal``): "2,70 €"."""
    return money.format_euros(amount)


@register.filter
def signed_euros(cents: int) -> str:
    """Write a difference in cents: "+ 2,70 €", "− 0,80 €"."""
    return money.format_euros(cents) if cents <= 0 else f"+{NBSP}{money.format_euros(cents)}"


@register.filter
def whole_euros(cents: int) -> str:
    """Write "1 684", for a drawing."""
    return money.format_whole_euros(cents)


@register.filter
def signed(number: int) -> str:
    """Write a difference: "+ 9", "− 3"."""
    return money.format_difference(number)


@register.filter
def percent(rate: Decimal) -> str:
    """Write a rate: "7 %", "8,5 %"."""
    return money.format_percent(rate)


@register.filter
def quantity(value: int, unit: str) -> str:
    """Write a quantity in base units of ``unit``: "1,5 kg", "3"."""
    return quantities.format_quantity(value, quantities.BaseUnit(unit))


@register.filter
def content(value: int, unit: str) -> str:
    """Write what one piece holds: "500 g", "1,4 kg"."""
    return quantities.format_content(value, quantities.BaseUnit(unit))


@register.filter
def input_value(value: int, unit: str) -> str:
    """Write a quantity for a form field: "1,5"."""
    return quantities.input_value(value, quantities.BaseUnit(unit))


@register.filter
def day_long(moment: datetime, timezone: Zone = None) -> str:
    """Write "vendredi 27 novembre"."""
    return dates.day_long(moment, _zone(timezone))


@register.filter
def day_short(moment: datetime, timezone: Zone = None) -> str:
    """Write "ven. 27 nov."."""
    return dates.day_short(moment, _zone(timezone))


@register.filter
def day_brief(moment: datetime, timezone: Zone = None) -> str:
    """Write "27 nov."."""
    return dates.day_brief(moment, _zone(timezone))


@register.filter
def day_and_month(moment: datetime, timezone: Zone = None) -> str:
    """Write "27 novembre"."""
    return dates.day_and_month(moment, _zone(timezone))


@register.filter
def day_and_year(day: date | None) -> str:
    """Nothing where there is no day."""
    return dates.day_and_year(day) if day else ""


@register.filter
def hour(moment: datetime, timezone: Zone = None) -> str:
    """Write "17 h 30"."""
    return dates.hour(moment, _zone(timezone))


@register.filter
def closing(moment: datetime, timezone: Zone = None) -> str:
    """Write "jeudi 26 nov., 12 h"."""
    return dates.closing(moment, _zone(timezone))


@register.filter
def calendar_tile(moment: datetime, timezone: Zone = None) -> dates.CalendarTile:
    """Split a date for a calendar tile: ``weekday``, ``day``, ``month``."""
    return dates.calendar_tile(moment, _zone(timezone))


@register.filter
def remaining(left: timedelta) -> str:
    """Write "1 j 21 h"."""
    return dates.remaining(left)


@register.filter
def phone(number: str) -> str:
    """Write "06 12 34 56 78"."""
    return phones.format_phone(number)


@register.simple_tag
def hours_range(start: datetime, end: datetime, timezone: Zone = None) -> str:
    """Write "17 h 30 – 19 h 30"."""
    return dates.hours_range(start, end, _zone(timezone))


@register.simple_tag
def soon(moment: datetime, now: datetime, timezone: Zone = None) -> str:
    """Write "jeudi, 12 h", or a date that is further away."""
    return dates.soon(moment, now, _zone(timezone))


@register.simple_tag
def since(moment: datetime, now: datetime, timezone: Zone = None) -> str:
    """Write since when something is over: "jeudi 12 h"."""
    return dates.since(moment, now, _zone(timezone))


@register.filter
def one_line(text: str) -> str:
    """Write what somebody typed within a row of a text mail."""
    return typed_text.one_line(text)
