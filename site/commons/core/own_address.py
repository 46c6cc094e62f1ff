"""Pages whose address must not be one that the product answers at itself, where they stand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page


class CheckedCopyForm(CopyForm):
    """Wagtail's, which would fail on an address that the page itself refuses."""

    def clean_new_slug(self) -> str:
        slug: str = self.cleaned_data["new_slug"]
        kind: Any = self.page.specific_class
        kind.refuse_slug(slug)
        return slug


class OwnAddress(Page):
    """It says which addresses are taken, in its form and where it is copied."""

    copy_form_class = CheckedCopyForm

    class Meta:
        abstract = True

    @classmethod
    def refuse_slug(cls, slug: str) -> None:
        """:raises ValidationError: something else is there."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        try:
            self.refuse_slug(self.slug)
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error


def refuse_addresses_of(above: type[RoutablePageMixin], slug: str) -> None:
    """No page takes what the one above it answers at itself: a feed, say.

    :raises ValidationError: it is one of these.
    """
    if any(route.resolve(f"{slug}/") for route in above.get_subpage_urls()):
        told = _("“%(slug)s” is an address that the site uses here: choose another one.")
        raise ValidationError(told % {"slug": slug})
