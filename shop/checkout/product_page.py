"""One product of a distribution: all that its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.safestring import SafeString

from commons.collectives.models import Collective, Network
from commons.core.web import structured
from distributions.addresses import basket_path
from distributions.calendar import sells
from distributions.models import Distribution
from distributions.presentation import Band, Notice, band_of, notice_of
from farms.models import Certification
from shop.catalogue.enums import Allergen
from shop.catalogue.models import Product
from shop.catalogue.seasons import season_label
from shop.checkout.schema_org import product_facts
from shop.checkout.summary import Summary, summary_of
from shop.listings.cards import CardWords, cards_of, field_of, words_of
from shop.listings.labels import shown_labels
from shop.listings.price_split import Part, split_cents, split_parts
from shop.listings.quantity_fields import Parcels, QuantityField
from shop.listings.selectors import ShopRow, shop_listings
from shop.listings.shelf import Shelf, card_of
from shop.partner.sellers import terms_of

OTHERS = 6
SHOWN = ("seller__farm", "seller__collective", "container", "aisle", "picture")


@dataclass(frozen=True, slots=True)
class CertifiedLabel:
    """A label that may be shown, with the farm's certificate for it."""

    name: str
    certificate: Certification | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    """What `shop/product.html` shows."""

    distribution: Distribution
    collective: Collective
    network: Network
    band: Band
    notice: Notice | None
    shop_url: str
    product: Product
    card: CardWords
    qty: QuantityField | None
    labels: Sequence[CertifiedLabel]
    allergens: Sequence[str]
    season: str
    parts: Sequence[Part]
    others: Sequence[SafeString]
    summary: Summary | None
    basket_url: str
    structured: SafeString


def product_page(
    *,
    distribution: Distribution,
    product_uid: UUID,
    now: datetime,
    quantities: Mapping[int, int] | None = None,
    held: Mapping[int, Parcels] | None = None,
    summary: Summary | None = None,
) -> ProductPage:
    """One product of a distribution; for what is given see `shop_page`.

    :raises Http404: there is no such product; :raises NotOffered: it is not offered there.
    """
    product = Product.objects.select_related(*SHOWN).filter(uid=product_uid).first()
    rows = (
        shop_listings(distribution, beside=product, also=list(quantities or {})) if product else []
    )
    row = next((row for row in rows if row.product_uid == product_uid), None)
    if product is None:
        raise Http404
    if row is None:
        raise NotOffered(product)
    is_selling = quantities is not None and sells(distribution, now)
    labels = shown_labels(distribution, frozenset(row.product_id for row in rows))
    shelf = Shelf(distribution, labels, now, is_selling, held or {}, {}, quantities or {})
    card = card_of(row, shelf, is_eager=True)
    words = words_of(card)
    seller = (row.seller_name, row.seller_slug)
    others = [
        each for each in rows if each is not row and (each.seller_name, each.seller_slug) == seller
    ]
    return ProductPage(
        distribution=distribution,
        collective=distribution.collective,
        network=distribution.collective.network,
        band=band_of(distribution, now),
        notice=notice_of(distribution, now),
        shop_url=shelf.path,
        product=product,
        card=words,
        qty=field_of(card),
        labels=_labels(product, distribution, shelf),
        allergens=[str(Allergen(code).label) for code in product.allergens if code in Allergen],
        season=season_label(product.season_months),
        parts=_parts(product, row, distribution),
        others=list(cards_of(others[:OTHERS], shelf).values()),
        summary=summary or (summary_of(rows, quantities) if quantities is not None else None),
        basket_url=basket_path(distribution) if quantities is not None else "",
        structured=structured("Product", product_facts(product, row, distribution, words)),
    )


class NotOffered(Exception):
    """A product that the distribution does not offer."""

    def __init__(self, product: Product) -> None:
        super().__init__(product)
        self.product = product


def _labels(product: Product, distribution: Distribution, shelf: Shelf) -> list[CertifiedLabel]:
    """Each label that may be shown, with the farm's certificate for it."""
    certificates = {
        certificate.label.slug: certificate
        for certificate in Certification.objects.filter(
            farm=product.seller.farm_id,
            valid_from__lte=distribution.day,
            valid_until__gte=distribution.day,
        ).select_related("label")
    }
    return [
        CertifiedLabel(label.name, certificates.get(label.slug))
        for label in shelf.labels.get(product.pk, ())
    ]


def _parts(product: Product, row: ShopRow, distribution: Distribution) -> list[Part]:
    """Who gets the price of one unit."""
    collective, seller = distribution.collective, product.seller
    terms = terms_of({seller}, collective, distribution.day)[seller.pk]
    split = split_cents(
        row.goods.amount(row.goods.whole),
        commission_rate=terms.commission_rate,
        fee_rate=collective.network.platform_fee_rate,
        fee_bearer=collective.fee_bearer,
    )
    return split_parts([split], collective=collective.name, farm=seller.name)
