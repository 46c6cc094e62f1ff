"""News of a collective: a list, a feed, one page each."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from commons.core.blocks import WrittenBlocks
from commons.core.own_address import OwnAddress, refuse_addresses_of
from commons.core.pictured import Pictured
from commons.core.sections import Section, in_searches
from home.feeds import atom_of

NEWS_SLUG, EVENTS_SLUG = "actualites", "agenda"  # not in the menu before there are some
PER_PAGE = 10
IN_FEED = 20


def today() -> Any:
    """The day that the form shows first."""
    return timezone.localdate()


class NewsIndexPage(RoutablePageMixin, Section):
    """`/<collectif>/actualites/`, and its feed below."""

    template = "home/news_index_page.html"
    parent_page_types = ["home.CollectivePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("list of news")

    @cached_property
    def site(self) -> Page:
        """Whose news they are."""
        return self.get_parent().specific

    @path("", name="list")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def listed(self, request: HttpRequest) -> HttpResponse:
        """Some at a time, the latest first."""
        news = Paginator(with_pictures(latest_news(self)), PER_PAGE).get_page(
            request.GET.get("page")
        )
        context = self.get_context(request) | _site(self.site) | {"news": news}
        return TemplateResponse(request, self.template, context)

    @path("flux/", name="feed")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The latest as Atom (RFC 4287)."""
        site = self.get_parent()
        feed = atom_of(latest_news(self)[:IN_FEED], self, site.title)
        return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


class NewsPage(Pictured, OwnAddress):
    """A piece of news."""

    date = models.DateField(_("date"), default=today)
    summary = models.CharField(_("summary"), max_length=250)
    author = models.CharField(_("author"), max_length=120, blank=True)
    content = StreamField(WrittenBlocks(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("date", "summary", "picture", "content", "author")),
    ]
    promote_panels: ClassVar[list[Panel]] = in_searches("slug")
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("content"),
        index.FilterField("date"),
    ]
    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    @classmethod
    def refuse_slug(cls, slug: str) -> None:
        refuse_addresses_of(NewsIndexPage, slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index_page = self.get_parent()
        return context | _site(index_page.get_parent().specific) | {"list": index_page}


def latest_news(below: Page | None = None) -> models.QuerySet[NewsPage]:
    """News online below a page, or everywhere, the latest first."""
    rows = NewsPage.objects.live()
    found: models.QuerySet[NewsPage] = rows.descendant_of(below) if below else rows
    return found.order_by("-date", "-pk")


def with_pictures(news: models.QuerySet[NewsPage]) -> models.QuerySet[NewsPage]:
    return news.select_related("picture").prefetch_related("picture__renditions")


def site_context(site: Page) -> dict[str, object]:
    """The menu of a collective's site: its pages that are online and meant for it, in order."""
    pages = site.get_children().live().in_menu()
    return {"site": site, "menu": pages.exclude(slug__in=(NEWS_SLUG, EVENTS_SLUG), numchild=0)}


def _site(site: Page) -> dict[str, object]:
    return {"collective": site.collective} | site_context(site)
