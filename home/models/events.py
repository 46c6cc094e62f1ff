"""Events of a collective: an agenda, calendar files, one page each."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from commons.collectives.models import Collective
from commons.core.blocks import WrittenBlocks
from commons.core.own_address import OwnAddress, refuse_addresses_of
from commons.core.pictured import Pictured
from commons.core.sections import Section, in_searches
from commons.core.web import structured
from distributions.models import PickupPlace
from home.calendars import calendar_of, event_facts
from home.models.news import site_context
from home.place_chooser import place_chooser

PER_PAGE = 10
IN_CALENDAR = 200
FILE = "calendrier/"
OF_SITE = 3 * Page.steplen  # signs of the path of a collective's site, below home and root


class EventIndexPage(RoutablePageMixin, Section):
    """`/<collectif>/agenda/`, and its calendar below."""

    template = "home/event_index_page.html"
    parent_page_types = ["home.CollectivePage"]
    subpage_types = ["home.EventPage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("agenda")

    @cached_property
    def site(self) -> Page:
        """Whose events they are."""
        return self.get_parent().specific

    @path("", name="list")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def listed(self, request: HttpRequest) -> HttpResponse:
        """Some at a time: to come, the next first; then past, the last first."""
        now = timezone.now()
        events = Paginator(all_events(self, now), PER_PAGE).get_page(request.GET.get("page"))
        context = self.get_context(request) | _site(self.site) | {"events": events, "file": FILE}
        return TemplateResponse(request, self.template, context)

    @path(FILE, name="calendar")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Those to come, for a calendar that follows them (RFC 5545)."""
        events = coming_events(timezone.now(), self)[:IN_CALENDAR]
        return calendar_of(events)


class EventPage(RoutablePageMixin, Pictured, OwnAddress):
    """Something that takes place; `place` says where in words, where it is no pick-up place."""

    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    pickup_place = models.ForeignKey(
        PickupPlace,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("pick-up place"),
    )
    place = models.CharField(
        _("place, in words"), max_length=200, blank=True, help_text=_("If it is elsewhere.")
    )
    summary = models.CharField(_("summary"), max_length=250)
    content = StreamField(WrittenBlocks(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("pickup_place", widget=place_chooser.widget_class),
        *(FieldPanel(name) for name in ("place", "summary", "picture", "content")),
    ]
    promote_panels: ClassVar[list[Panel]] = in_searches("slug")
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("content"),
        index.FilterField("starts_at"),
    ]
    template = "home/event_page.html"
    parent_page_types = ["home.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")), name="event_ends_after"
            )
        ]

    @classmethod
    def refuse_slug(cls, slug: str) -> None:
        refuse_addresses_of(EventIndexPage, slug)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})
        if self.depth and self.pickup_place and self.pickup_place.collective != self.collective:
            told = _("This place is one of another collective: choose one of yours.")
            raise ValidationError({"pickup_place": told})

    @cached_property
    def agenda(self) -> EventIndexPage:
        found: EventIndexPage = self.get_parent().specific
        return found

    @property
    def collective(self) -> Any:
        """Whose event it is."""
        return self.agenda.site.collective

    @property
    def own_place(self) -> PickupPlace | None:
        """The pick-up place; not that of a collective on whose site the event stood before."""
        found: PickupPlace | None = self.pickup_place
        if found is None:
            return None
        own: int = getattr(self, "of_collective", None) or self.collective.pk
        return found if found.collective_id == own else None

    @property
    def where(self) -> str:
        """The place in one line, then what was added in words; empty where neither is said."""
        found = self.own_place
        known = (found.name, found.street, f"{found.postcode} {found.town}") if found else ()
        return ", ".join(filter(None, (*known, self.place)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        site = _site(self.agenda.site)
        thing = structured("Event", event_facts(self, site["collective"]))
        is_past = self.ends_at < timezone.now()
        return context | site | {"structured": thing, "is_past": is_past, "file": FILE}

    @path("", name="page")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def shown(self, request: HttpRequest) -> HttpResponse:
        return TemplateResponse(request, self.template, self.get_context(request))

    @path(FILE, name="calendar")  # type: ignore[untyped-decorator]  # Wagtail has no types
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """This one, for a calendar."""
        return calendar_of([self])


def coming_events(now: datetime, below: Page | None = None) -> models.QuerySet[EventPage]:
    """Events online below a page, or everywhere, that have not ended, the next first."""
    rows = EventPage.objects.live().filter(ends_at__gte=now)
    found: models.QuerySet[EventPage] = rows.descendant_of(below) if below else rows
    return _with_place(found.order_by("starts_at", "pk"))


def all_events(below: Page, now: datetime) -> models.QuerySet[EventPage]:
    """Those to come, then the others; each says whether it `is_past`."""
    is_past = Case(When(ends_at__lt=now, then=Value(True)), default=Value(False))
    to_come = Case(When(ends_at__gte=now, then=F("starts_at")))
    rows: models.QuerySet[EventPage] = EventPage.objects.live().descendant_of(below)
    in_order = rows.annotate(is_past=is_past).order_by("is_past", to_come, "-starts_at", "pk")
    shown = _with_place(in_order).select_related("picture")
    return shown.prefetch_related("picture__renditions")


def _with_place(events: models.QuerySet[EventPage]) -> models.QuerySet[EventPage]:
    """With the key of the collective on whose site each stands, `of_collective`."""
    sites = Collective.objects.filter(page__path=Substr(OuterRef("path"), 1, OF_SITE))
    its = events.annotate(of_collective=Subquery(sites.values("pk")[:1]))
    return its.select_related("pickup_place")


def _site(site: Page) -> dict[str, Any]:
    facts = {"collective": site.collective, "zone": site.collective.zone}
    return facts | site_context(site)
