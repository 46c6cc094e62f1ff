"""CPU that other processes have taken: PostgreSQL's, gunicorn's. In milliseconds.

By the kernel's own clock of each process (`clock_getcpuclockid`), which counts nanoseconds; only
what has ended is counted by the ticks of 10 ms of `/proc`.
"""

import ctypes
import os
from functools import cache
from pathlib import Path
from time import clock_gettime_ns, sleep

from django.db import connection

LIBC = ctypes.CDLL(None)
NANOSECONDS = 1e6  # in a millisecond
TICK = 1000 / os.sysconf("SC_CLK_TCK")
PARENT, ENDED = 1, slice(13, 15)  # fields of `/proc/<pid>/stat` behind the name
A_MOMENT = 0.001


def of_database() -> float:
    """All processes of the PostgreSQL that serves us; 0 where the database is a file.

    A server's process still tidies up when its answer is here: it is given a moment.
    """
    if connection.vendor != "postgresql":
        return 0.0
    sleep(A_MOMENT)
    return of_tree(first_of_server())


def of_tree(pid: int) -> float:
    """A process and its children, also those that have ended."""
    ended = sum(map(int, fields(pid)[ENDED])) * TICK
    return ended + sum(map(of_process, [pid, *children(pid)]))


def of_process(pid: int) -> float:
    """Nothing where it has just ended."""
    clock = ctypes.c_int()
    if LIBC.clock_getcpuclockid(pid, ctypes.byref(clock)):
        return 0.0
    try:
        return clock_gettime_ns(clock.value) / NANOSECONDS
    except OSError:
        return 0.0


@cache
def first_of_server() -> int:
    """The process that every other of the server is a child of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    return int(fields(own)[PARENT])


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def fields(pid: int) -> list[str]:
    """Of `/proc/<pid>/stat`, from the state on: a name may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
