"""The French of libraries, with the signs that French has: no-break spaces, ’ and « ».

Wagtail's translators type them now and then. Our own catalogue, which Django asks first, is right
already: a check says so.
"""

from typing import Any

from django.utils.translation.trans_real import translation

from commons.core.typography import set_in_french

HEADER = ""


def set_libraries_in_french() -> None:
    """Once, as the process starts: Django keeps what it has read."""
    french: Any = translation("fr")
    _ours, *theirs = french._catalog._catalogs
    for catalogue in theirs:
        for key, text in catalogue.items():
            if key != HEADER:
                catalogue[key] = set_in_french(text)
