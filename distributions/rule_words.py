"""A rule in words: "Un vendredi sur deux, du 4 décembre 2026 au 25 juin 2027, sauf …"."""

from collections.abc import Iterable, Mapping
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from commons.core.dates import day_and_year
from distributions.recurrence import LAST_IN_MONTH, Because, LeftOut, Rule

IN_MONTH: Mapping[int, object] = {
    1: pgettext_lazy("week of the month", "first"),
    2: pgettext_lazy("week of the month", "second"),
    3: pgettext_lazy("week of the month", "third"),
    4: pgettext_lazy("week of the month", "fourth"),
    LAST_IN_MONTH: pgettext_lazy("week of the month", "last"),
}


def in_words(rule: Rule) -> str:
    """One sentence without its full stop; days that were left out by hand are named."""
    days = {"first": day_and_year(rule.first_on), "last": day_and_year(rule.last_on)}
    said = [_rhythm(rule), _("from %(first)s until %(last)s") % days]
    if excepted := _excepted(rule):
        said.append(_("except %(what)s") % {"what": in_a_row(excepted)})
    return ", ".join(said)


def why(left: LeftOut) -> str:
    """Write "25 décembre 2026 (Noël)"."""
    if left.because == Because.CHOSEN:
        return day_and_year(left.day)
    return f"{day_and_year(left.day)} ({left.name})"


def in_a_row(parts: Iterable[str]) -> str:
    """Write "4 décembre, 11 décembre et 18 décembre"."""
    return format_list(list(parts), locale=_language())


def weekday_of(day: date) -> str:
    """Write "vendredi"."""
    return format_date(day, "EEEE", locale=_language())


def _rhythm(rule: Rule) -> str:
    named = {"weekday": weekday_of(rule.first_on), "n": rule.every_weeks}
    if rule.month_weeks:
        order = sorted(rule.month_weeks, key=lambda week: (week == LAST_IN_MONTH, week))
        weeks = in_a_row(_("the %(week)s") % {"week": IN_MONTH[week]} for week in order)
        sentence = _("%(weeks)s %(weekday)s of the month") % {**named, "weeks": weeks}
        return sentence[:1].upper() + sentence[1:]
    if rule.every_weeks == 1:
        return _("Every %(weekday)s") % named
    if rule.every_weeks == 2:
        return _("Every second %(weekday)s") % named
    return _("One %(weekday)s in %(n)s") % named


def _excepted(rule: Rule) -> list[str]:
    found = []
    if rule.school_zone:
        found.append(_("the school holidays (zone %(zone)s)") % {"zone": rule.school_zone})
    if rule.skips_public_holidays:
        found.append(_("public holidays"))
    days = (day for day in sorted(rule.except_on) if rule.first_on <= day <= rule.last_on)
    return [*found, *(_("on %(day)s") % {"day": day_and_year(day)} for day in days)]


def _language() -> str:
    return (get_language() or "fr").partition("-")[0]
