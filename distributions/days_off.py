"""School holidays by zone, and public holidays, of metropolitan France."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any


def school_holiday(day: date, zone: str) -> str:
    """Its name ("Vacances de Noël"), or "": no school holiday of the zone, or not known yet."""
    row = _school_days().get(day)
    return str(row["nom_vacances"]) if row and row[f"vacances_zone_{zone.lower()}"] else ""


def school_years_end() -> date:
    """The last day that is known: ministers publish two or three school years ahead."""
    return max(_school_days())


def public_holiday(day: date) -> str:
    """Its name ("Fête du Travail"), or ""."""
    return _public_holidays(day.year).get(day, "")


@lru_cache(maxsize=1)
def _school_days() -> Mapping[date, Mapping[str, Any]]:
    """By day on which at least one zone is on holiday; a file of some thousand lines, read once."""
    from vacances_scolaires_france import SchoolHolidayDates

    found: Mapping[date, Mapping[str, Any]] = SchoolHolidayDates().data
    return found


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("FR", years=year, language="fr"))
