"""Questions about products, in the domain's words."""

from typing import Self

from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet


class ProductQuerySet(OscarProductQuerySet):
    """Products of sellers."""

    def on_sale(self) -> Self:
        """Not withdrawn by their seller."""
        found: Self = self.filter(is_public=True)
        return found
