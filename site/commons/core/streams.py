"""Pages that hold thousands of rows, sent while the rows are read: none is ever whole in memory.

The page is rendered with a mark where the rows go, then sent in parts. What fails on the way cuts
the page off: its status is sent already.
"""

from collections.abc import Iterable, Iterator
from secrets import token_hex

from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe


def mark() -> SafeString:
    """Where parts go; nobody who writes a text of the page can guess it."""
    return mark_safe(f"<!--{token_hex(16)}-->")  # noqa: S308  (ours)


def filled(html: str, mark: str, parts: Iterable[str]) -> Iterator[str]:
    """The page, with the parts in the place of the mark."""
    before, _mark, after = html.partition(mark)
    yield before
    yield from parts
    yield after


def streamed(
    parts: Iterable[str | bytes], content_type: str | None = None
) -> StreamingHttpResponse:
    """Send parts as they are made, in the language and zone of the request, which ends before."""
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def sent() -> Iterator[str | bytes]:
        with translation.override(language), timezone.override(zone):
            yield from parts

    return StreamingHttpResponse(sent(), content_type=content_type)
