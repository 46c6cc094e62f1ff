"""What search engines read of a product (https://schema.org)."""

from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from commons.core.quantities import PriceBasis
from commons.core.web import absolute
from distributions.models import Distribution
from shop.catalogue.models import Product
from shop.listings.cards import CardWords
from shop.listings.selectors import ShopRow

# Of a kilo and a litre, as UN/CEFACT writes them; a piece needs none.
UNIT_CODES = {PriceBasis.KILO: "KGM", PriceBasis.LITRE: "LTR"}


def product_facts(
    product: Product, row: ShopRow, distribution: Distribution, card: CardWords
) -> dict[str, Any]:
    """Of a `Product`, with the `Offer` of a distribution; its price is in euros, VAT included."""
    collective = distribution.collective
    path = reverse("shop:product", args=[collective.slug, distribution.slug, product.uid])
    return {
        "name": product.name,
        "description": strip_tags(product.description),
        "category": row.aisle_name,
        "brand": {"@type": "Brand", "name": row.produced_by or row.seller_name},
        "image": absolute(card.image_url) if card.image_url else "",
        "offers": {
            "@type": "Offer",
            "url": absolute(path),
            "availability": f"https://schema.org/{'SoldOut' if card.sold_out else 'InStock'}",
            "seller": {"@type": "Organization", "name": row.seller_name},
            "priceSpecification": _price(row),
        },
    }


def _price(row: ShopRow) -> dict[str, Any]:
    price = {"@type": "UnitPriceSpecification", "price": row.price, "priceCurrency": "EUR"}
    unit = UNIT_CODES.get(row.goods.basis)
    return price | {"valueAddedTaxIncluded": True} | ({"unitCode": unit} if unit else {})
