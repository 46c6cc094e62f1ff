"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def demo(request: HttpRequest) -> dict[str, str]:
    """`demo_mailbox`: where the demo shows its mails; empty on a real installation."""
    return {"demo_mailbox": reverse("demo:mailbox") if settings.DEMO else ""}
