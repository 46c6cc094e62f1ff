"""A postcode is five digits, typed as people do."""

import pytest
from django.core.exceptions import ValidationError

from commons.accounts.fields import PostcodeField
from commons.core.postcodes import split_postcode


@pytest.mark.parametrize("typed", ["71400", "71 400", "F-71400", "fr 71400", " 7 1 4 0 0 "])
def test_five_digits_are_found(typed: str) -> None:
    assert PostcodeField().clean(typed) == "71400"


def test_a_zero_at_the_beginning_stays() -> None:
    assert PostcodeField().clean("01 000") == "01000"


@pytest.mark.parametrize("typed", ["7", "ABC", "7140", "714000", "F-7140A", "٧١٤٠٠"])
def test_anything_else_is_told(typed: str) -> None:
    with pytest.raises(ValidationError, match="71400"):
        PostcodeField().clean(typed)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("F-71 400 Autun", ("71400", "Autun")),
        ("Autun (71400)", ("71400", "Autun")),
        ("01 000", ("01000", "")),
        ("LYON 03", ("", "LYON 03")),
        ("Vaux 123456", ("", "Vaux 123456")),
        ("", ("", "")),
    ],
)
def test_a_postcode_is_told_from_the_name_beside_it(text: str, parts: tuple[str, str]) -> None:
    assert split_postcode(text) == parts
