"""What the services of products refuse."""

from django.utils.functional import Promise

from collectifs.core.refusals import Refused


class InvalidProduct(Refused):
    """Something about the product cannot be: ``field`` names it, ``message`` tells why."""

    sentence = "%(message)s"

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field=field, message=message)
        self.field = field
        self.message = message
