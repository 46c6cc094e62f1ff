"""What an editor types of a guide, and what a reader asks of their list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.core.page_forms import PageForm


class GuideForm(PageForm):
    """That of every page, with what a page alone cannot tell."""

    def clean_slug(self) -> str:
        """Wagtail asks the guides of the same shelf alone."""
        slug: str = self.cleaned_data["slug"]
        others = type(self.instance).objects.filter(slug=slug).exclude(pk=self.instance.pk)
        if slug and others.exists():
            raise forms.ValidationError(_("Another guide has this address: choose another one."))
        return slug

    def clean_theme(self) -> str:
        """One of the section's; what it was may have been taken away since."""
        theme: str = self.cleaned_data["theme"]
        known = {str(value) for value, _name in self.fields["theme"].widget.choices}
        if theme and theme not in known:
            raise forms.ValidationError(_("This category is gone: choose another one."))
        return theme

    def clean_related(self) -> Any:
        related = self.cleaned_data["related"]
        if self.instance.pk and any(block.value == self.instance for block in related):
            raise forms.ValidationError(_("A guide is not related to itself: choose another one."))
        return related
