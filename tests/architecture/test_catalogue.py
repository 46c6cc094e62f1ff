"""Every message of the code has its French, and the catalogue holds nothing else."""

import re
from pathlib import Path

from django.conf import settings

from commons.core.catalogue_messages import parts, problems, read, said_under
from tests.architecture import sources

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"


def test_the_french_catalogue_is_complete() -> None:
    assert problems(read(CATALOGUE), said_under(sources.ROOT)) == []


def test_a_mail_is_a_courriel() -> None:
    said = [text for message in read(CATALOGUE) if message.id for text in parts(message.string)]

    assert [
        text for text in said if re.search(r"(?<!\()\b(e-?)?mails?\b", text, re.IGNORECASE)
    ] == []


def test_the_french_catalogue_is_not_marked_as_a_draft() -> None:
    """Babel compiles no catalogue that says of itself that it is fuzzy."""
    assert not read(CATALOGUE).fuzzy
