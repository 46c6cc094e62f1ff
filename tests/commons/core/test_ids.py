"""Public identifiers sort by the time they were made."""

import time
from itertools import pairwise
from uuid import RFC_4122

import pytest

from commons.core import ids


def test_a_uuid7_carries_version_variant_and_time() -> None:
    before = time.time_ns() // 1_000_000

    made = ids.uuid7()

    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 >= before


def test_ids_made_in_a_row_ascend() -> None:
    made = [ids.uuid7() for _ in range(5_000)]

    assert all(one < next_one for one, next_one in pairwise(made))


def test_ids_still_ascend_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    a_minute_ahead = ids._next_tick() + 4096 * 60_000
    monkeypatch.setattr(ids, "_last_tick", a_minute_ahead)

    assert ids._next_tick() == a_minute_ahead + 1
