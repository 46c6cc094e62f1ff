"""`/sitemap.xml`: every public address, for search engines."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from commons.collectives.addresses import collective_path
from commons.collectives.models import Collective
from distributions.addresses import shop_path
from distributions.models import Distribution
from farms.models import Farm, FarmPage, FarmsPage
from farms.selectors import engagements_on
from home.models import CollectivePage, GuidePage, GuideShelf, WelcomePage
from home.models.guides import guides_for

HOME = 2  # its depth in the tree
# Their addresses are told by lists of their own, or they have none.
ELSEWHERE = (CollectivePage, FarmPage, FarmsPage, GuidePage, GuideShelf, WelcomePage)
PAGES = ("farms:farms", "home:accessibility", "home:legal")


class _OfThisSite(Sitemap[Any]):
    """Its host is that of the settings, whatever the tables of sites hold."""

    protocol = settings.BASE_URL.partition(":")[0]

    def get_domain(self, site: object = None) -> str:
        return str(settings.BASE_URL).partition("://")[2].rstrip("/")


class Fixed(_OfThisSite):
    def items(self) -> list[str]:
        return ["/", *map(reverse, PAGES)]

    def location(self, item: str) -> str:
        return item


class Pages(_OfThisSite):
    """What editors have published for everybody."""

    def items(self) -> QuerySet[Any]:
        pages: Any = Page.objects.live().public().filter(depth__gt=HOME).order_by("pk")
        others: QuerySet[Any] = pages.not_type(*ELSEWHERE)
        return others

    def location(self, item: Page) -> str:
        return str(item.url)

    def lastmod(self, item: Page) -> datetime | None:
        changed: datetime | None = item.last_published_at
        return changed


class Guides(_OfThisSite):
    """For everybody."""

    def items(self) -> QuerySet[GuidePage]:
        return guides_for(AnonymousUser()).order_by("pk")

    def location(self, item: GuidePage) -> str:
        return reverse("home:guide", args=[item.slug])

    def lastmod(self, item: GuidePage) -> datetime | None:
        changed: datetime | None = item.last_published_at
        return changed


class Collectives(_OfThisSite):
    def items(self) -> QuerySet[Collective]:
        return Collective.objects.order_by("pk")

    def location(self, item: Collective) -> str:
        return collective_path(item)


class Farms(_OfThisSite):
    def items(self) -> QuerySet[Farm]:
        engaged = engagements_on(timezone.localdate()).values("farm")
        return Farm.objects.filter(pk__in=engaged).order_by("pk")

    def location(self, item: Farm) -> str:
        return reverse("farms:farm", args=[item.slug])


class Shops(_OfThisSite):
    """Of the dates to come."""

    def items(self) -> QuerySet[Any]:
        dates: Any = Distribution.objects.upcoming(timezone.now())
        coming: QuerySet[Any] = dates.select_related("collective")
        return coming

    def location(self, item: Distribution) -> str:
        return shop_path(item)


SITEMAPS = {
    "fixed": Fixed,
    "pages": Pages,
    "guides": Guides,
    "collectives": Collectives,
    "farms": Farms,
    "shops": Shops,
}
