"""The months of a product's season, in words."""

from collections.abc import Iterable

from babel.dates import get_month_names
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.core.typography import of_place


def season_label(months: Iterable[int]) -> str:
    """Write "de septembre à avril" or "juin, juillet"; nothing for every month or none."""
    season = sorted({month for month in months if 1 <= month <= 12})
    if len(season) in (0, 12):
        return ""
    language = (get_language() or "fr").partition("-")[0]
    names = get_month_names("wide", locale=language)
    first = [month for month in season if (month + 10) % 12 + 1 not in season]
    if len(season) > 2 and len(first) == 1:
        last = (first[0] + len(season) - 2) % 12 + 1
        start = of_place(names[first[0]]) if language == "fr" else names[first[0]]
        return _("from %(first)s to %(last)s") % {"first": start, "last": names[last]}
    return ", ".join(names[month] for month in season)
