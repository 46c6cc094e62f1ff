"""The secret address at which a calendar reads a person's dates."""

from django.conf import settings
from django.db import models


class CalendarAddress(models.Model):
    """One for each person, as a digest: whoever reads the database cannot use it.

    Another takes its place; without the row nothing is read any more.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}"
