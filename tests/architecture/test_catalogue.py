"""Every message of the code has its French, and the catalogue holds nothing else."""

from pathlib import Path

from django.conf import settings

from commons.core.catalogue_messages import problems, read, said_under
from tests.architecture import sources

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"


def test_the_french_catalogue_is_complete() -> None:
    assert problems(read(CATALOGUE), said_under(sources.ROOT)) == []


def test_the_french_catalogue_is_not_marked_as_a_draft() -> None:
    """Babel compiles no catalogue that says of itself that it is fuzzy."""
    assert not read(CATALOGUE).fuzzy
