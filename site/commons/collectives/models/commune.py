"""French communes, from open data (see `data/README.md`)."""

from django.db import models


class Commune(models.Model):
    """A commune under one of its postcodes; `folded` is its name without accents.

    Of a few dozen no position is known: both columns are null.
    """

    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    postcode = models.CharField(max_length=5, db_index=True)
    department = models.CharField(max_length=3)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    population = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "name", "department"], name="one_commune_per_postcode"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.postcode})"
