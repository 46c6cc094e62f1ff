"""What the form of every page says beside its hours: Wagtail publishes at once what is past."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

PAST = _("This hour has passed: choose one to come, or empty the field to publish at once.")


class PageForm(WagtailAdminPageForm):
    """Refuses an hour that is past, once it is typed; that of a page that came by it stays."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        comes_at, minute = (
            cleaned.get("go_live_at"),
            timezone.now().replace(second=0, microsecond=0),
        )
        if "go_live_at" in self.changed_data and comes_at and comes_at < minute:
            self.add_error("go_live_at", ValidationError(PAST))
        return cleaned


def check_hours() -> None:
    """Of all kinds of pages; called once."""
    Page.base_form_class = PageForm
