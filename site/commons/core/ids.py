"""Public identifiers: UUIDs of version 7, which sort by the time they were made."""

import os
import sys
import threading
import time
import uuid
from uuid import UUID

_lock = threading.Lock()
_last_tick = 0


def uuid7() -> UUID:
    """Return a new UUID of version 7 (RFC 9562), greater than every earlier one of this process.

    A function of our own and not an alias: migrations name it, and must read the same under
    every version of Python.
    """
    if sys.version_info >= (3, 14):
        return uuid.uuid7()
    return _uuid7()


def is_uid(text: str) -> bool:
    """Whether a text is an identifier at all; a crafted form may send anything."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _uuid7() -> UUID:
    """Milliseconds, then twelve bits of the next fraction (RFC 9562, method 3), then chance."""
    tick = _next_tick()
    high = tick >> 12 << 16 | 0x7000 | tick & 0xFFF
    low = 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    return UUID(int=high << 64 | low)


def _next_tick() -> int:
    """Count 4096ths of a millisecond since 1970; never twice the same, whatever the clock does."""
    global _last_tick
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    with _lock:
        _last_tick = max(milliseconds << 12 | nanoseconds * 4096 // 1_000_000, _last_tick + 1)
        return _last_tick
