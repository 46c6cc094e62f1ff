"""What search engines read of a farm (https://schema.org): what its page shows, no more."""

from typing import Any

from django.urls import reverse

from commons.core.web import absolute
from farms.models import Farm, FarmPage


def farm_facts(farm: Farm, page: FarmPage | None = None) -> dict[str, Any]:
    """Of a `LocalBusiness`; what the farm does not show on its page is left out."""
    return {
        "name": page.title if page else farm.name,
        "description": farm.presentation,
        "url": absolute(reverse("farms:farm", args=[farm.slug])),
        "address": _address(farm, has_street=bool(page and page.show_address)),
        "telephone": farm.phone if page and page.show_phone else "",
        "email": farm.email if page and page.show_email else "",
        "sameAs": page.website if page else "",
    }


def _address(farm: Farm, *, has_street: bool) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        **({"streetAddress": farm.street} if has_street else {}),
        "postalCode": farm.postcode,
        "addressLocality": farm.town,
        "addressCountry": "FR",
    }
