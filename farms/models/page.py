"""A farm's public page, content by Wagtail."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from commons.core.pictured import Pictured
from commons.core.sections import Section
from farms.models.farm import Farm


class FarmsPage(Section):
    """`/fermes/`: below it stand the pages of farms. What it shows comes from the farms."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["farms.FarmPage"]
    max_count = 1

    class Meta:
        verbose_name = _("farms' section")


class FarmPage(Pictured, Section):
    """Presents a farm; what is known of it comes by template tags, as where it has no page."""

    farm = models.OneToOneField(Farm, on_delete=models.PROTECT, related_name="page")
    body = RichTextField(_("text"), blank=True, features=["bold", "italic", "link", "ul", "h2"])

    content_panels = [*Section.content_panels, FieldPanel("body"), FieldPanel("picture")]
    template = "farms/farm_page.html"
    parent_page_types = ["farms.FarmsPage"]
    subpage_types: list[str] = []
    may_hide = True

    class Meta:
        verbose_name = _("farm page")
        verbose_name_plural = _("farm pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"farm": self.farm}

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The farm's slug is the truth: `/fermes/<slug>/`."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], f"/fermes/{self.farm.slug}/")
