"""Files that are too large, or too many, are refused before they fill the disk."""

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

MIB = 1024 * 1024


def files_of(*sizes: int, said: int | None = None) -> int:
    """How many files a request with some of these sizes brings; `said` is its stated length."""
    sent = {f"f{n}": SimpleUploadedFile(f"{n}.jpg", b"x" * size) for n, size in enumerate(sizes)}
    request = RequestFactory().post("/", sent)
    if said is not None:
        request.META["CONTENT_LENGTH"] = str(said)
    return len(request.FILES)


def test_files_within_the_limit_arrive(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 3 * MIB

    assert files_of(MIB, MIB) == 2


@pytest.mark.parametrize("sizes", [(3 * MIB,), (MIB, MIB, MIB)])
def test_a_request_over_the_limit_is_refused(settings: Settings, sizes: tuple[int, ...]) -> None:
    settings.UPLOAD_LIMIT = 2 * MIB

    with pytest.raises(RequestDataTooBig):
        files_of(*sizes)


def test_it_is_refused_too_when_it_says_less_than_it_brings(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 2 * MIB

    with pytest.raises(RequestDataTooBig):
        files_of(3 * MIB, said=MIB)


def test_too_many_files_are_refused(settings: Settings) -> None:
    with pytest.raises(TooManyFilesSent):
        files_of(*[1] * (settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1))


def test_documents_that_a_browser_would_run_are_not_taken(settings: Settings) -> None:
    assert not {"html", "svg", "js", "xml"} & set(settings.WAGTAILDOCS_EXTENSIONS)
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE <= 10 * MIB
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS <= 40_000_000
