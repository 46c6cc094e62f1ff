"""What the form of every page asks beside Wagtail’s: hours to come, and what one may choose."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from commons.core.chosen import fields_with_foreign

FOREIGN = _("This leads to a picture, a document or a page that is not yours: choose another one.")
PAST = _("This hour has passed: choose one to come, or empty the field to publish at once.")


class PageForm(WagtailAdminPageForm):
    """Refuses an hour that is past, once it is typed, and what another alone may choose."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        comes_at, minute = (
            cleaned.get("go_live_at"),
            timezone.now().replace(second=0, microsecond=0),
        )
        if "go_live_at" in self.changed_data and comes_at and comes_at < minute:
            self.add_error("go_live_at", ValidationError(PAST))
        return cleaned

    def _post_clean(self) -> None:
        """Once the page is as it was typed."""
        super()._post_clean()
        if not self.errors and self.for_user:
            for field in fields_with_foreign(self.instance, self.for_user):
                self.add_error(field if field in self.fields else None, FOREIGN)


def check_pages() -> None:
    """Of all kinds of pages; called once."""
    Page.base_form_class = PageForm
