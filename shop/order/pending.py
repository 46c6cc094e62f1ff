"""Changes that are not ordered: what they are, what they come to, the words of their button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.core.money import format_euros
from distributions.addresses import basket_path
from distributions.models import Distribution
from shop.order.drafts import Draft, Wish


@dataclass(frozen=True, slots=True)
class Pending:
    """The notice of one distribution; `is_live` where the page's own quantities change it.

    Without a draft nothing differs yet: it is hidden, for the script to fill.
    """

    distribution: Distribution
    draft: Draft | None = None
    is_live: bool = False

    @property
    def action(self) -> str:
        """Its button orders just what it shows."""
        order = self.draft.order if self.draft else None
        path = basket_path(self.distribution)
        return reverse("orders:apply", args=[order.uid]) if order else path

    @property
    def basket_path(self) -> str:
        return basket_path(self.distribution)

    @property
    def texts(self) -> dict[str, str]:
        return texts_of(self.draft) if self.draft else {}


def texts_of(draft: Draft) -> dict[str, str]:
    """Of a draft beside an order, by `data-co-text`; nothing without an order."""
    if draft.order is None:
        return {}
    return {
        "changes": "1" if draft.changes else "",
        "delta": signed(draft.delta_cents),
        "steps": " · ".join(map(_step, draft.changes)),
        "bind": bind_label(draft.delta_cents),
        "seen": str(draft.shown),
    }


def bind_label(delta_cents: int) -> str:
    """What the button says: with more to pay it binds, and says so."""
    verb = _("Order with obligation to pay") if delta_cents > 0 else _("Apply the changes")
    return f"{verb} · {signed(delta_cents)}" if delta_cents else verb


def signed(cents: int) -> str:
    """Write "+ 5,40 €" or "− 3,60 €"."""
    plus = "+\N{NO-BREAK SPACE}" if cents > 0 else ""
    return plus + format_euros(cents)


def _step(wish: Wish) -> str:
    """Write "Carottes : 1 botte → 3 bottes"."""
    name, words = wish.product.name, wish.goods.words
    if not wish.delta:
        return _("%(name)s: note to the farm") % {"name": name}
    if not wish.held:
        return _("%(name)s: %(after)s") % {"name": name, "after": words(wish.quantity)}
    after = words(wish.quantity) if wish.quantity else _("none any more")
    steps = {"name": name, "before": words(wish.held), "after": after}
    return _("%(name)s: %(before)s → %(after)s") % steps
