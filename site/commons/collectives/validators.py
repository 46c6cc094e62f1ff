"""A collective's slug is the first segment of its addresses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every first segment that the product uses; a test compares the list with the URLconf.
RESERVED_SLUGS = frozenset(
    {
        ".well-known",
        "accessibilite",
        "accueil-du-reseau",
        "admin",
        "api",
        "caisse",
        "charte",
        "collectifs",
        "commandes",
        "compte",
        "couleurs",
        "demo",
        "documents",
        "favicon.ico",
        "fermes",
        "fiches",
        "forum",
        "gestion",
        "healthz",
        "manifest.webmanifest",
        "media",
        "mentions-legales",
        "metrics",
        "producteur",
        "readyz",
        "recherche",
        "robots.txt",
        "sitemap.xml",
        "static",
        "styleguide",
    }
)


def validate_collective_slug(slug: str) -> None:
    """Refuse an address that the product itself answers at.

    :raises ValidationError: the slug is reserved.
    """
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is reserved: choose another one."), code="reserved")
