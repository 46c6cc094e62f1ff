"""Files in one request end somewhere: Django limits what it keeps in memory, not what it stores."""

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """First of the handlers: counts what passes, of all files together."""

    passed = 0

    def handle_raw_input(
        self, input_data: IO[bytes], META: Any, content_length: int, *rest: Any, **named: Any
    ) -> None:
        """Refuse before reading what says itself that it is too long."""
        self._check(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.passed += len(raw_data)
        self._check(self.passed)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

    def _check(self, length: int) -> None:
        if length > settings.UPLOAD_LIMIT:
            raise RequestDataTooBig("The files of this request are larger than UPLOAD_LIMIT.")
