"""A collective's public address."""

from django.urls import reverse

from commons.collectives.models import Collective


def collective_path(collective: Collective) -> str:
    """`/<collectif>/`, its site."""
    return reverse("collective", args=[collective.slug])
