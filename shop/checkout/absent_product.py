"""A product that a distribution does not offer: why, and where it is offered next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from commons.collectives.models import Collective, Network
from commons.core import dates
from distributions.addresses import shop_path
from distributions.calendar import next_distribution
from distributions.models import Attendance, Distribution
from distributions.presentation import Band, band_of, notice_of
from farms.selectors import is_engaged
from shop.catalogue.models import Product
from shop.listings.models import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentProduct:
    """What `shop/absent_product.html` shows; `url` leads to the product, or to the next shop."""

    collective: Collective
    network: Network
    band: Band
    shop_url: str
    name: str
    why: str
    next: str
    url: str


def absent_product(product: Product, distribution: Distribution, now: datetime) -> AbsentProduct:
    """:raises Http404: the collective has never offered this product."""
    listed = Listing.objects.filter(product=product, collective=distribution.collective_id)
    if not product.is_public or not listed.exists():
        raise Http404
    when, url = _next(product, distribution, now)
    return AbsentProduct(
        collective=distribution.collective,
        network=distribution.collective.network,
        band=band_of(distribution, now),
        shop_url=shop_path(distribution),
        name=product.name,
        why=_why(product, distribution, now),
        next=when,
        url=url,
    )


def _why(product: Product, distribution: Distribution, now: datetime) -> str:
    farm, zone = product.farm, distribution.collective.zone
    if distribution.cancelled_at and (notice := notice_of(distribution, now)):
        return notice.text
    named = {
        "name": product.name,
        "farm": product.seller.name,
        "day": dates.day_and_month(distribution.starts_at, zone),
    }
    if farm and not is_engaged(farm, distribution.collective, distribution.day):
        return _("%(farm)s does not sell here at the moment.") % named
    comes = Attendance.objects.present().filter(distribution=distribution, farm=farm)
    if farm and not comes.exists():
        return _("%(farm)s does not come on %(day)s.") % named
    return _("%(name)s: not offered on %(day)s.") % named


def _next(product: Product, distribution: Distribution, now: datetime) -> tuple[str, str]:
    """The next date that offers it, else the next at all; in words, and its address."""
    offered = Listing.objects.offered().filter(product=product)
    coming = Distribution.objects.of(distribution.collective).upcoming(now).selling()
    with_it = coming.filter(listings__in=offered).select_related("collective").first()
    found = with_it or next_distribution(distribution.collective, now)
    if found is None or found.pk == distribution.pk:
        return "", ""
    names = {"day": dates.day_long(found.starts_at, found.collective.zone)}
    if with_it is None:
        return _("Next distribution: %(day)s.") % names, shop_path(found)
    return _("Offered again on %(day)s.") % names, f"{shop_path(found)}produits/{product.uid}/"
