"""Containers that come back. Their deposit is owed beside the goods: no turnover, in no total."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commons.core.money import amount_cents, euros, format_euros
from commons.core.quantities import BaseUnit, PriceBasis
from shop.catalogue.models import Product


@dataclass(frozen=True, slots=True)
class Returnable:
    """A container by its name, and the cents of its deposit (may be 0)."""

    name: str
    deposit_cents: int

    def cents(self, quantity: int, base_unit: str) -> int:
        """The deposit on a quantity (base units): one container a piece.

        Goods by weight or volume do not tell how many containers they fill: 0.
        """
        if base_unit != BaseUnit.PIECE:
            return 0
        each = euros(self.deposit_cents)
        return amount_cents(price=each, basis=PriceBasis.PIECE, quantity=quantity)

    def words(self) -> str:
        """Write "Consigne : 0,20 € par bouteille, rendue au retour"."""
        if not self.deposit_cents:
            return _("To bring back: %(container)s, free of charge") % {"container": self.name}
        facts = {"amount": format_euros(self.deposit_cents), "container": self.name}
        return _("Deposit: %(amount)s per %(container)s, given back on return") % facts


def returnable_of(product: Product) -> Returnable | None:
    """What the product comes in, where that comes back."""
    container = product.container
    return Returnable(container.name, container.deposit_cents) if container else None
