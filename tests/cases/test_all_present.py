"""The cases that the first capability answers for: a missing file, or text, is noticed."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
NUMBERS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 29, 32, 33, 34, 35, 39, 40, 41, 42]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_case_has_its_file_with_its_text(number: int) -> None:
    path = HERE / f"test_o{number:02}.py"

    text = path.read_text(encoding="utf-8") if path.exists() else ""

    assert text.startswith(f'"""O{number:02}'), f"{path.name} must open with the case's text"
    assert "\ndef test_" in text
