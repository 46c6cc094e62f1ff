"""A date that was removed: its address still says so."""

from django.db import models

from commons.collectives.models import Collective


class GoneDate(models.Model):
    """An address that a removed distribution had; whoever has it open reads what happened.

    A later distribution may take the address back: it is looked up first.
    """

    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80)
    starts_at = models.DateTimeField()
    place_name = models.CharField(max_length=120)
    gone_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collective", "slug"], name="gone_slug_in_collective")
        ]

    def __str__(self) -> str:
        return self.slug
