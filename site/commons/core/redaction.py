"""Takes e-mail addresses, phones, cards and IBANs out of text that goes to a log."""

import re
from collections.abc import Mapping

LONGEST = 10_000
"""Characters of a text that are looked at and kept: what is longer was sent to cost something."""
# Also as they stand in the query of an address: "camille%40sillon.example". Each pattern begins at
# the beginning of a run alone, or a long one would be read anew from each of its characters.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
GAP = r"(?:[\s. -]|%20|\+)?"
# French numbers, and others that begin with their country's code.
PHONE = re.compile(
    rf"(?<![\w-])(?:0[1-9](?:{GAP}\d\d){{4}}|(?:\+|%2B|00){GAP}\d(?:{GAP}\d){{8,13}})(?![\w-])"
)
# Any number as long as a card's: those of ours are uids.
CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")

PATTERNS = ((EMAIL, "[e-mail]"), (IBAN, "[iban]"), (PHONE, "[phone]"), (CARD, "[card]"))


def redact(value: object) -> object:
    """The value with personal data replaced, at any depth; numbers and the like stay."""
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {redact(key): redact(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    # An exception or a row: what it would be written as.
    return redact_text(str(value))


def redact_text(text: str) -> str:
    """In time that grows with the text, which is cut after `LONGEST` characters."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    for pattern, said in PATTERNS:
        text = pattern.sub(said, text)
    return text
