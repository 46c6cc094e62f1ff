"""The network's and the collectives' pages, content by Wagtail."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from commons.collectives.models import Collective
from home.collective import collective_context
from home.facts import facts
from home.finder import Finder, find_collectives, too_far
from home.network_map import map_of, tiles
from home.where import where_of

PER_PAGE = 20


class HomePage(Page):
    """`/`: find a collective."""

    heading = models.CharField(_("heading"), max_length=120, blank=True)
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("heading"), FieldPanel("introduction")]
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        where = where_of(request.GET)
        pages = Finder(where, now, PER_PAGE).get_page(request.GET.get("page"))
        found = find_collectives(pages.object_list, where, now)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "where": where,
            "pages": pages,
            "found": found,
            "too_far": "" if pages.has_previous() else too_far(found),
            "map": map_of(found, where, first=pages.start_index()),
            "tiles": tiles(),
            "facts": facts(now),
        }


class CollectivePage(Page):
    """`/<collectif>/`: a collective's site; its address is `Collective.slug`."""

    collective = models.OneToOneField(Collective, on_delete=models.PROTECT, related_name="page")
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    body = RichTextField(_("text"), blank=True, features=["bold", "italic", "link", "ul", "h2"])
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("picture"),
    ]
    template = "home/collective_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("collective's page")
        verbose_name_plural = _("collectives' pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | collective_context(self.collective, timezone.now())

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The collective's slug is the truth: `/<slug>/`."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], f"/{self.collective.slug}/")
