"""Who may see what is found: asked of the things themselves, so that the index hides nothing."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from commons.collectives.permissions import Someone
from distributions.models import PickupPlace
from farms.models import FarmEngagement
from farms.selectors import engagements_on
from home.models.guides import pages_for
from home.searching.sources import OF_PAGES, Kind
from shop.catalogue.models import Product
from shop.listings.models import Listing, StandingOffer
from shop.listings.querysets import ListingQuerySet


@dataclass(frozen=True, slots=True)
class Reader:
    """Who searches, and when: everybody sees farms and goods that are sold, places in use.

    `pages`: those that the person may read.
    """

    now: datetime
    pages: QuerySet[Page]

    def sees(self, entry: str = "") -> Q:
        """Of entries, or of rows that reach one by "<name>__"."""
        kind, subject = f"{entry}kind", OuterRef(f"{entry}subject")
        farms = engagements_on(timezone.localdate(self.now)).filter(farm=subject)
        seen: dict[tuple[str, ...], QuerySet[Any]] = {
            (Kind.FARM,): farms,
            (Kind.PLACE,): PickupPlace.objects.filter(pk=subject, is_active=True),
            (Kind.PRODUCT,): sold(self.now).filter(pk=subject),
            OF_PAGES: self.pages.filter(pk=subject),
        }
        others = (Q(**{f"{kind}__in": kinds}) & Q(Exists(rows)) for kinds, rows in seen.items())
        return reduce(or_, others, Q(**{kind: Kind.COLLECTIVE}))


def reader_at(now: datetime, user: Someone) -> Reader:
    """Anybody: what is restricted to some is found by nobody, but for the guides for members."""
    return Reader(now, pages_for(user, Page.objects.live().public()))


def sold(now: datetime) -> QuerySet[Any]:
    """Offered as a rule where their farm is engaged, or listed at a date to come."""
    engaged = FarmEngagement.objects.filter(
        pk__in=engagements_on(timezone.localdate(now)),
        farm=OuterRef("product__seller__farm"),
        collective=OuterRef("collective"),
    )
    own = Q(product__seller__collective=F("collective"))
    offers = StandingOffer.objects.filter(
        own | Q(Exists(engaged)), product=OuterRef("pk"), is_active=True
    )
    rows: QuerySet[Any] = Product.objects.on_sale()
    return rows.filter(Q(Exists(offers)) | Q(Exists(listed_after(now))))


def listed_after(now: datetime) -> ListingQuerySet:
    """Listings of a product (`OuterRef("pk")`) at dates to come."""
    rows: ListingQuerySet = Listing.objects.offered().filter(
        product=OuterRef("pk"), distribution__ends_at__gte=now
    )
    return rows
