"""The network's own pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from commons.core.sections import Section
from home.blocks import OF_DATES, NetworkBlocks
from home.landing import landing_context
from home.network_facts import NetworkFacts
from home.site_facts import hang_pictures


class HomePage(Page):
    """The root of the site. What `/` says is written on the page below it.

    A right over a page is one over all that stands below: nobody could write here without writing
    on the sites of all collectives. Our own view answers there, in fewer questions than Wagtail.
    """

    content_panels: ClassVar[list[Panel]] = []
    promote_panels: ClassVar[list[Panel]] = []
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    is_creatable = False

    class Meta:
        verbose_name = _("root of the site")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For whoever draws it by Wagtail: a preview, pictures ahead of time."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | landing_context(request)


class WelcomePage(Section):
    """`/`: find a collective."""

    heading = models.CharField(_("heading"), max_length=120, blank=True)
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    content = StreamField(NetworkBlocks(), verbose_name=_("content"), blank=True)

    content_panels = [FieldPanel(name) for name in ("heading", "introduction", "content")]
    """Not its title, which nobody reads: the network's name stands above."""
    template = "home/home_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = NetworkFacts(timezone.now(), timezone.get_default_timezone())
        hang_pictures(self.content, facts)
        return context | landing_context(request) | self._told(facts)

    def _told(self, facts: NetworkFacts) -> dict[str, object]:
        """To its blocks; where they ask for dates, the network comes with those."""
        told: dict[str, object] = {"facts": facts, "zone": facts.zone}
        blocks = {block["type"] for block in self.content.raw_data}
        if "figures" in blocks:
            told["figures"] = []
        if blocks & OF_DATES and facts.dates:
            told["network"] = facts.dates[0].collective.network
        return told

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """`/`, as the root that shows it."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], "/")
