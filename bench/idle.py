"""What the tick costs while there is nothing to do, and what a command of `manage.py` costs."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median
from time import monotonic, process_time
from typing import Any

from django.utils import timezone

from bench import cpu
from bench.machine import ROOT
from bench.visitor import cpu_figures
from collectifs.jobs.services import tick

TURNS, STARTS = 20, 3
CATCHING_UP = 20
TIMER = ROOT / "deploy" / "systemd" / "collectifs-tick.timer"
"""Where there is one, each minute starts a process of its own."""


def figures() -> dict[str, Any]:
    catch_up()
    turn, process = a_turn(), started("tick")
    minute = process["cpu_s"] if TIMER.exists() else turn["all_ms"] / 1000
    return {
        "tick": {**turn, "process_cpu_s": process["cpu_s"], "minute_s": round(minute, 4)},
        "check": started("check"),
    }


def catch_up() -> None:
    """Until a turn finds nothing: the data may be of yesterday."""
    for _ in range(CATCHING_UP):
        if not sum(tick(now=within_the_hour()).values()):
            return
    raise AssertionError("the tick finds something to do for ever")


def within_the_hour() -> datetime:
    """Now, but not the minute in which old rows are dropped."""
    now = timezone.now()
    return now if now.minute else now + timedelta(minutes=1)


def a_turn() -> dict[str, float]:
    web, database = zip(*turns(), strict=True)
    return cpu_figures(median(web), median(database))


def turns() -> Iterator[tuple[float, float]]:
    for _ in range(TURNS):
        of_database, begun = cpu.of_database(), process_time()
        done = tick(now=within_the_hour())
        spent = (process_time() - begun) * 1000
        yield spent, cpu.of_database() - of_database
        if any(done.values()):
            raise AssertionError(f"there was something to do: {done}")


def started(command: str) -> dict[str, float]:
    """The median of some starts; one more before them compiles the byte-code."""
    cpu_s, wall_s = zip(*[_started(command) for _ in range(STARTS + 1)][1:], strict=True)
    return {"cpu_s": round(median(cpu_s), 2), "wall_s": round(median(wall_s), 2)}


def _started(command: str) -> tuple[float, float]:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
    subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds, after = monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds
