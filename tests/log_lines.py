"""What production would write to its log, caught: the same formatter, JSON."""

import json
import logging
import logging.config
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from commons.core.logs import formatter


class LogLines:
    """The lines so far, as text and as objects."""

    def __init__(self, stream: StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    def of(self, logger: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in lines if line["logger"] == logger]


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    made = {**formatter(as_json=True)}
    handler.setFormatter(made.pop("()")(**made))
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.INFO)
    yield LogLines(stream)
    root.setLevel(level)
    root.removeHandler(handler)
