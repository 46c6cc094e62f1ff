"""The identifier that URLs, forms and exports show; integer keys stay inside."""

from django.db import models

from commons.core.ids import uuid7


class UidModel(models.Model):
    """A row that is named outside by a UUIDv7."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)

    # Wagtail would queue a task at each save to note who refers to whom; only pages need it.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
