"""A farm's public address."""

from django.urls import reverse

from farms.models import Farm


def farm_path(farm: Farm) -> str:
    """`/fermes/<ferme>/`, its page."""
    return reverse("farms:farm", args=[farm.slug])
