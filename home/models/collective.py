"""A collective's site: its home, and the pages below it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from commons.collectives.models import Collective
from commons.core.own_address import OwnAddress
from commons.core.pictured import Pictured
from commons.core.sections import Section
from home.blocks import CollectiveBlocks
from home.collective import collective_context, of_collective
from home.models.news import site_context
from home.place_chooser import refuse_places_of_others
from home.site_facts import SiteFacts, hang_pictures

# Every second segment that the product uses below a collective's; a test reads the URLconf.
SLUGS_OF_COLLECTIVE = frozenset(
    {"adherer", "boutique", "mentions-legales", "distributions.ics", "panier"}
)

SAID = [index.SearchField("introduction"), index.SearchField("content")]


class CollectivePage(Pictured, Section):
    """`/<collectif>/`: a collective's site; its address is `Collective.slug`."""

    collective = models.OneToOneField(Collective, on_delete=models.PROTECT, related_name="page")
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    content = StreamField(CollectiveBlocks(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Section.content_panels,
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("content"),
    ]
    search_fields = [*Page.search_fields, *SAID]
    template = "home/collective_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        *("home.ContentPage", "home.ContactPage", "home.NewsIndexPage", "home.EventIndexPage"),
    ]

    class Meta:
        verbose_name = _("collective's page")
        verbose_name_plural = _("collectives' pages")

    def clean(self) -> None:
        super().clean()
        refuse_places_of_others(self.content, self.collective)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = SiteFacts(timezone.now(), self.collective, self)
        hang_pictures(self.content, facts, self)
        shown = collective_context(facts) | site_context(self)
        return context | shown | {"content": self.content}

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The collective's slug is the truth: `/<slug>/`."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], f"/{self.collective.slug}/")


class SitePage(OwnAddress):
    """A page below a collective's home: its menu, its foot, its own address."""

    parent_page_types = ["home.CollectivePage"]
    subpage_types: list[str] = []
    show_in_menus_default = True

    class Meta:
        abstract = True

    @cached_property
    def site(self) -> CollectivePage:
        """Whose page it is, with its collective and network."""
        sites = CollectivePage.objects.parent_of(self).select_related("collective__network")
        found: CollectivePage = sites.get()
        return found

    @classmethod
    def refuse_slug(cls, slug: str) -> None:
        if slug in SLUGS_OF_COLLECTIVE:
            taken = _("This address is that of a page of the shop: choose another one.")
            raise ValidationError(taken)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = SiteFacts(timezone.now(), self.site.collective, self.site)
        return context | of_collective(facts) | site_context(self.site)


class ContentPage(SitePage):
    """`/<collectif>/<page>/`: what a collective says of itself."""

    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    content = StreamField(CollectiveBlocks(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("content")]
    search_fields = [*Page.search_fields, *SAID]
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def clean(self) -> None:
        super().clean()
        if self.depth:  # the parent of a page that is being made is not known yet
            refuse_places_of_others(self.content, self.site.collective)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        hang_pictures(self.content, context["facts"])
        return context
