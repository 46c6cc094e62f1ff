"""French postcodes: five digits, as text, however people write them."""

import re

_FIVE = re.compile(r"(?:FR?\s*-?\s*)?((?:[0-9]\s*){5})", re.IGNORECASE)
_WITHIN = re.compile(r"(?<!\w)(?:FR?\s*-?\s*)?([0-9]{2}\s?[0-9]{3})(?!\w)", re.IGNORECASE)


def parse_postcode(text: str) -> str:
    """Read "71400", "71 400" or "F-71400"; empty where it is anything else."""
    found = _FIVE.fullmatch(text.strip())
    return re.sub(r"\s", "", found[1]) if found else ""


def split_postcode(text: str) -> tuple[str, str]:
    """The postcode that a text holds, and the rest: "F-71 400 Autun" is "71400" and "Autun".

    Both may be empty. Of "LYON 03" all is the name.
    """
    if postcode := parse_postcode(text):
        return postcode, ""
    found = _WITHIN.search(text)
    if found is None:
        return "", text.strip()
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"\s", "", found[1]), rest.strip(" ,()")
