"""A later start of the demo: adds the distributions that miss, and changes no row that is there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from collectifs.demo.calendar import (
    MAIN,
    Habit,
    answer_for_farms,
    ensure_open,
    ensure_today,
    habits,
)
from collectifs.demo.evenings import fill
from collectifs.demo.progress import Progress
from collectifs.demo.sizes import Size
from distributions.models import Distribution


def update(
    size: Size,
    progress: Progress,
    entries: Iterable[Mapping[str, Any]],
    *,
    now: datetime,
) -> int:
    """See that each collective has an open distribution, and the main one has one today.

    `entries` describe the collectives, as in `collectives.json`.

    Orders are placed for new distributions only, and leave the stocks alone that others share.
    """
    rng = Random(now.date().toordinal())  # noqa: S311  (the same all day)
    added: list[Distribution] = []
    with progress.step(_("New distributions")) as count:
        for habit in habits(entries):
            new = _missing(habit, now)
            answer_for_farms(habit, new, rng, now=now)
            added += new
        count(len(added))
    if added:
        with progress.step(_("Their orders")) as count:
            count(fill(added, size, rng, lasting=False, now=now))
    return len(added)


def _missing(habit: Habit, now: datetime) -> list[Distribution]:
    today = ensure_today(habit, now=now) if habit.collective.slug == MAIN else []
    return today + ensure_open(habit, now=now)
