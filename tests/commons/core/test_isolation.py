"""Rows are worked on alone: one that fails is logged and stops none of its neighbours."""

import pytest

from commons.core.isolation import isolated


def work(rows: dict[str, Exception | None], done: list[str]) -> None:
    """Do each row, or fail at it."""
    with isolated("lists") as alone:
        for uid, error in rows.items():
            with alone(uid):
                if error:
                    raise error
                done.append(uid)


def work_in_parts() -> None:
    with isolated("lists") as alone, alone("distribution"), alone("farm"):
        raise KeyError


def test_the_neighbours_of_a_row_that_fails_are_worked_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    with pytest.raises(ExceptionGroup, match="lists that failed") as failure:
        work({"one": None, "two": KeyError("two"), "three": None}, done)

    assert done == ["one", "three"]
    assert [type(error) for error in failure.value.exceptions] == [KeyError]
    assert "lists: two failed" in caplog.text


def test_what_fails_inside_a_larger_scope_is_kept_once() -> None:
    with pytest.raises(ExceptionGroup) as failure:
        work_in_parts()

    assert len(failure.value.exceptions) == 1


def test_nothing_is_raised_where_nothing_failed() -> None:
    done: list[str] = []

    work({"one": None}, done)

    assert done == ["one"]


def test_whoever_stops_the_process_is_not_held_up() -> None:
    with pytest.raises(KeyboardInterrupt), isolated("lists") as alone, alone("one"):
        raise KeyboardInterrupt
