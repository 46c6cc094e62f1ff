"""Phone numbers are typed the French way and kept in the international form."""

import pytest

from commons.core.phones import IncompletePhone, format_phone, parse_phone


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033 612345678", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("06 39 98 01 23", "+33639980123"),
        ("+32 470 12 34 56", "+32470123456"),
    ],
)
def test_a_number_is_kept_in_the_international_form(text: str, phone: str) -> None:
    assert parse_phone(text) == phone


@pytest.mark.parametrize(
    "text", ["", "abc", "06 12 34 56", "06 12 34 56 7", "06 12 34 56 78 9", "+999 12345678"]
)
def test_missing_digits_are_an_error(text: str) -> None:
    with pytest.raises(IncompletePhone):
        parse_phone(text)


def test_a_french_number_is_shown_in_pairs() -> None:
    assert format_phone("+33612345678") == "06\u00a012\u00a034\u00a056\u00a078"


def test_a_foreign_number_keeps_its_country() -> None:
    assert format_phone("+32470123456") == "+32\u00a0470\u00a012\u00a034\u00a056"
