"""Every message of the code has its French, and the catalogue holds nothing else."""

from pathlib import Path

from django.conf import settings

from collectifs.core.catalogue_messages import problems, read, said_under
from tests.architecture import sources


def test_the_french_catalogue_is_complete() -> None:
    path = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"

    assert problems(read(path), said_under(sources.ROOT)) == []
