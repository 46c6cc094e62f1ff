"""Practical guides (fiches pratiques): their section, a shelf for each collective, the guides."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.blocks import CharBlock, PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester, WorkflowState
from wagtail.search import index

from commons.collectives.models import Collective
from commons.collectives.permissions import Someone
from commons.core.blocks import DocumentBlock, WrittenBlocks
from commons.core.search import fold
from commons.core.sections import Section, SectionTester, in_searches
from home.guides.answers import told_of
from home.guides.forms import GuideForm
from home.guides.listing import list_context
from home.guides.readers import belongs, for_members_only, writers_of
from home.guides.themes import Theme, themes_in

A_YEAR = timedelta(days=365)


def today() -> date:
    """The day that the form shows first."""
    return timezone.localdate()


class GuidesPage(Section):
    """`/fiches/`: guides of all collectives, which the network publishes."""

    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    themes = StreamField(
        [("theme", CharBlock(max_length=60, label=_("Category"), icon="tag"))],
        verbose_name=_("categories"),
        blank=True,
    )

    content_panels = [*Section.content_panels, FieldPanel("introduction"), FieldPanel("themes")]
    template = "home/guides_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.GuideShelf", "home.GuidePage"]
    max_count = 1

    class Meta:
        verbose_name = _("guides' section")

    def get_admin_display_title(self) -> str:
        """The one online: who writes below it reads it in lists, and not what its draft says."""
        online = GuidesPage.objects.filter(pk=self.pk).values_list("title", flat=True).first()
        return online or self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        guides = guides_for(request.user)
        return context | list_context(request.GET, themes_in(self.themes), guides)


class ShelfTester(SectionTester):
    def can_edit(self) -> bool:
        """There is nothing to say on it."""
        return False

    def can_publish(self) -> bool:
        return False


class GuideShelf(Section):
    """Below it stand the guides that a collective wrote: its editors propose them there.

    It is no page of the site: the guides' addresses leave it out.
    """

    collective = models.OneToOneField(
        Collective, on_delete=models.PROTECT, related_name="guide_shelf"
    )

    parent_page_types = ["home.GuidesPage"]
    subpage_types = ["home.GuidePage"]

    class Meta:
        verbose_name = _("collective's guides")

    def permissions_for_user(self, user: Any) -> ShelfTester:
        return ShelfTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        raise Http404

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """It has no address."""
        return


class GuideTester(PagePermissionTester):
    def __init__(self, user: Any, page: "GuidePage") -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and self._is_not_proposed_to(user):
            self.permissions: set[str] = set()

    def _is_not_proposed_to(self, user: Any) -> bool:
        """Whether it is a draft that nobody was asked to read, of a shelf that is another's."""
        if self.page.live or not self.page.pk or self.page.owner_id == user.pk:
            return False
        given = self.permission_policy.get_cached_permissions_for_user(user)
        if any(self.page.is_child_of(each.page) for each in given):
            return False
        return never_proposed(GuidePage.objects.filter(pk=self.page.pk)).exists()

    def can_set_view_restrictions(self) -> bool:
        """A guide says itself whom it is for."""
        return False


def themes_to_choose() -> list[tuple[str, str]]:
    """For a field of a form."""
    section = GuidesPage.objects.first()
    themes = themes_in(section.themes) if section else []
    return [("", "---------"), *((theme.id, theme.name) for theme in themes)]


# Django asks it at each form; its stubs know lists alone.
CHOSEN_LATE: Any = themes_to_choose


class GuidePage(Page):
    """`/fiches/<fiche>/`: the collective below whose shelf it stands wrote it, else the network."""

    class Level(models.TextChoices):
        BEGINNER = "debutant", _("beginner")
        PRACTISED = "confirme", _("practised")
        EXPERT = "expert", _("expert")

    introduction = models.CharField(
        _("in one sentence"),
        max_length=250,
        help_text=_("What one can do after reading. Lists and searches show it."),
    )
    theme = models.CharField(_("category"), max_length=36)
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.BEGINNER)
    is_for_members = models.BooleanField(
        _("for members only"),
        default=False,
        help_text=_("Members of a collective, people with a role, and farms, once signed in."),
    )
    content = StreamField(WrittenBlocks(), verbose_name=_("content"), blank=True)
    attachments = StreamField(
        [("document", DocumentBlock())], verbose_name=_("attachments"), blank=True
    )
    related = StreamField(
        [("guide", PageChooserBlock(page_type="home.GuidePage", label=_("Guide")))],
        verbose_name=_("related guides"),
        blank=True,
    )
    reviewed_on = models.DateField(_("last review"), default=today)
    review_due_on = models.DateField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("A reminder is sent that day. Left blank: a year after the last review."),
    )
    words = models.TextField(editable=False, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldRowPanel(
            [
                FieldPanel("theme", widget=forms.Select(choices=CHOSEN_LATE)),
                FieldPanel("level"),
            ]
        ),
        FieldPanel("is_for_members"),
        FieldPanel("content"),
        FieldPanel("attachments"),
        FieldPanel("related"),
        FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due_on")]),
    ]
    promote_panels: ClassVar[list[Panel]] = in_searches("slug")
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("content"),
    ]
    base_form_class = GuideForm
    template = "home/guide_page.html"
    parent_page_types = ["home.GuidesPage", "home.GuideShelf"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill in, as Wagtail does an address here, what searches read and the next review."""
        self.words = _said_by(self)
        if self.reviewed_on and self.review_due_on is None:
            self.review_due_on = self.reviewed_on + A_YEAR
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.reviewed_on and self.review_due_on and self.review_due_on <= self.reviewed_on:
            late = _("Choose a day after the last review, or leave this blank: a year after it.")
            raise ValidationError({"review_due_on": late})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For members only: others are asked to sign in, or told for whom it is."""
        if self.is_for_members and not belongs(request.user):
            return for_members_only(request, request.get_full_path())
        served: HttpResponse = super().serve(request, *args, **kwargs)
        return served

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        section = self.get_ancestors().type(GuidesPage).specific().first()
        return (
            context
            | told_of(self, request)
            | {
                "section": section,
                "theme": _theme_of(self, themes_in(section.themes)),
                "collective": writers_of([self]).get(self.pk),
                "related": _shown_beside(self, request.user),
                "attachments": [each for each in self.attachments if each.value["document"]],
            }
        )

    def permissions_for_user(self, user: Any) -> GuideTester:
        return GuideTester(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The shelf does not stand in the address: `/fiches/<slug>/`."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], f"/fiches/{self.slug}/")

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page, page: Page | None = None) -> bool:
        """No other guide has it either, on whatever shelf it stands."""
        others = GuidePage.objects.filter(slug=slug).exclude(pk=page.pk if page else None)
        return Page._slug_is_available(slug, parent_page, page) and not others.exists()


def never_proposed(guides: models.QuerySet[GuidePage]) -> models.QuerySet[GuidePage]:
    """Drafts that were neither online nor submitted at any time."""
    key = Cast(models.OuterRef("pk"), models.CharField())
    kind = ContentType.objects.get_for_model(Page)
    submitted = WorkflowState.objects.filter(base_content_type=kind, object_id=key)
    drafts = guides.filter(live=False, first_published_at=None)
    return drafts.filter(~models.Exists(submitted))


def guides_for(user: Someone) -> models.QuerySet[GuidePage]:
    """The guides online that a person may read; a stranger is nobody."""
    guides: models.QuerySet[GuidePage] = GuidePage.objects.live()
    return guides if belongs(user) else guides.filter(is_for_members=False)


def pages_for(user: Someone, pages: models.QuerySet[Page]) -> models.QuerySet[Page]:
    """Of some pages those that a person may read: guides for members are for who belongs."""
    if belongs(user):
        return pages
    return pages.exclude(pk__in=GuidePage.objects.filter(is_for_members=True).values("pk"))


def _said_by(guide: GuidePage) -> str:
    """All its words, folded, with a space on either side of each."""
    written = GuidePage._meta.get_field("content").get_searchable_content(guide.content)
    return f" {fold(' '.join([guide.title, guide.introduction, *map(str, written)]))} "


def _theme_of(guide: GuidePage, themes: list[Theme]) -> Theme | None:
    return next((theme for theme in themes if theme.id == guide.theme), None)


def _shown_beside(guide: GuidePage, user: Someone) -> list[Page]:
    chosen = [block.value.pk for block in guide.related if block.value]
    shown = guides_for(user).in_bulk(chosen) if chosen else {}
    return [shown[pk] for pk in chosen if pk in shown]
