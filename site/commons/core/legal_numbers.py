"""Numbers that the French state gives to who sells and who publishes: SIREN, RNA."""

import re

RNA = re.compile(r"W\d{9}", re.ASCII)
SIREN = re.compile(r"\d{9}", re.ASCII)


def luhn_sum(digits: str) -> int:
    """The weighted sum of Luhn's check: a number is right where it is a multiple of ten."""
    return sum(
        int(figure)
        for position, digit in enumerate(reversed(digits))
        for figure in str(int(digit) * (1 + position % 2))
    )


def is_siren(number: str) -> bool:
    """Tell whether a text without spaces is a SIREN: nine digits that add up."""
    return bool(SIREN.fullmatch(number)) and number != "0" * 9 and luhn_sum(number) % 10 == 0


def is_rna(number: str) -> bool:
    """Tell whether a text without spaces is an association's number: W and nine digits."""
    return bool(RNA.fullmatch(number))


def plain(number: str) -> str:
    """As it is stored: "w 712 001 234" is "W712001234"."""
    return "".join(number.split()).upper()
