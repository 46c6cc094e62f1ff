"""A farm's public page, content by Wagtail."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from commons.core.blocks import PictureBlock
from commons.core.headings import last_level
from commons.core.page_forms import PageForm
from commons.core.pictured import Pictured
from commons.core.sections import Section
from farms.models.farm import Farm

TEXT = ["bold", "italic", "link", "ul", "h3"]
MOST_PICTURES = 24


class FarmsPage(Section):
    """`/fermes/`: below it stand the pages of farms. What it shows comes from the farms."""

    # Its own view answers, in words of ours: nothing is typed.
    content_panels: ClassVar[list[Panel]] = []
    promote_panels: ClassVar[list[Panel]] = []
    template = "farms/farms.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["farms.FarmPage"]
    max_count = 1

    class Meta:
        verbose_name = _("farms' section")


class FarmPageForm(PageForm):
    """Wagtail's; `clean` of the page would also refuse what is only published or moved."""

    def clean_story(self) -> str:
        """It stands below the page's title."""
        story: str = self.cleaned_data["story"]
        last_level(story)
        return story


class FarmPage(Pictured, Section):
    """Presents a farm; what is known of it comes by template tags, as where it has no page.

    Its address, phone and e-mail are those that customers and collectives know; the farm says
    which of them everybody reads, and none is read before it does.
    """

    farm = models.OneToOneField(Farm, on_delete=models.PROTECT, related_name="page")
    story = RichTextField(_("our story"), blank=True, features=[*TEXT, "h2"])
    practices = RichTextField(_("how we work"), blank=True, features=TEXT)
    gallery = StreamField(
        [("picture", PictureBlock())], verbose_name=_("gallery"), blank=True, max_num=MOST_PICTURES
    )
    show_address = models.BooleanField(_("show the address of the farm"), default=False)
    opening = models.TextField(
        _("when and how to come"),
        blank=True,
        max_length=600,
        help_text=_("Sale at the farm, opening hours, the way there: nothing where nobody comes."),
    )
    show_phone = models.BooleanField(_("show the phone number"), default=False)
    show_email = models.BooleanField(_("show the e-mail address"), default=False)
    website = models.URLField(_("website"), blank=True)

    content_panels = [
        *Section.content_panels,
        FieldPanel("picture"),
        FieldPanel("story"),
        FieldPanel("practices"),
        FieldPanel("gallery"),
        MultiFieldPanel(
            [
                HelpPanel(template="farms/editor_known.html"),
                *map(FieldPanel, ("show_address", "opening")),
                *map(FieldPanel, ("show_phone", "show_email", "website")),
            ],
            heading=_("Where to find us, and how to reach us"),
        ),
    ]
    search_fields = [
        *Section.search_fields,
        index.SearchField("story"),
        index.SearchField("practices"),
    ]
    base_form_class = FarmPageForm
    template = "farms/farm_page.html"
    parent_page_types = ["farms.FarmsPage"]
    subpage_types: list[str] = []
    may_hide = True

    class Meta:
        verbose_name = _("farm page")
        verbose_name_plural = _("farm pages")

    @property
    def pictures(self) -> list[Any]:
        """Of the gallery, those that still are, with their sizes, in one question for all."""
        shown = [block.value for block in self.gallery if block.value["picture"]]
        prefetch_related_objects([each["picture"] for each in shown], "renditions")
        return shown

    @property
    def has_contact(self) -> bool:
        """Whether there is one that everybody reads."""
        is_told = (self.show_phone and self.farm.phone, self.show_email and self.farm.email)
        return any((*is_told, self.website))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"farm": self.farm}

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The farm's slug is the truth: `/fermes/<slug>/`."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], f"/fermes/{self.farm.slug}/")
