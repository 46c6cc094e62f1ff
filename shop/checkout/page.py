"""The basket and the order on one page: all that it shows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commons.core import dates
from commons.core.money import format_euros
from distributions.models import Distribution
from distributions.presentation import band_of, notice_of
from shop.basket.services import Problem
from shop.checkout.contents import Contents
from shop.checkout.rows import sellers_of
from shop.checkout.sentences import weighing, withdrawal
from shop.listings.price_split import split_cents, split_parts
from shop.order.templatetags.drafts import signed
from shop.partner.sellers import terms_of


def basket_page(
    contents: Contents, distribution: Distribution, problems: Mapping[str, Problem]
) -> dict[str, Any]:
    """The context of `checkout/basket.html`, without the form."""
    collective, draft = distribution.collective, contents.draft
    closings = contents.closings
    return {
        "distribution": distribution,
        "collective": collective,
        "network": collective.network,
        "zone": collective.zone,
        "band": _band(distribution, contents),
        "notice": notice_of(distribution, contents.now),
        "draft_order": draft.order if draft else None,
        "delta_cents": draft.delta_cents if draft else 0,
        "has_changes": bool(draft and draft.changes),
        "sellers": sellers_of(contents, problems),
        "count": len(contents.counted),
        "total_cents": contents.total_cents,
        "deposit_cents": contents.deposit_cents,
        "closes_at": max(closings, default=None),
        "can_order": bool(closings) and not distribution.cancelled_at,
        "weighing": weighing(contents.counted),
        "withdrawal": withdrawal(contents.counted),
        "parts": price_parts(contents, distribution),
    }


def live_texts(contents: Contents, distribution: Distribution) -> dict[str, str]:
    """Figures of the page that a script refreshes, by `data-co-text`."""
    sellers = sellers_of(contents, {})
    texts = {f"seller-{n}": seller["amount"] for n, seller in enumerate(sellers, start=1)}
    for n, part in enumerate(price_parts(contents, distribution), start=1):
        label = _("%(label)s: %(amount)s (%(percent)s%%)") % part
        texts[f"part-{n}"] = label
    if note := weighing(contents.counted):
        texts["tolerance"] = note.amount
    if contents.draft:
        texts["delta"] = signed(contents.draft.delta_cents)
    if contents.deposit_cents is not None:
        texts["deposits"] = format_euros(contents.deposit_cents)
    texts["total"] = format_euros(contents.total_cents)
    return texts


def price_parts(contents: Contents, distribution: Distribution) -> list[dict[str, Any]]:
    """Who gets the total, to the cent."""
    collective = distribution.collective
    sellers = {line.product.seller for line in contents.counted}
    terms = terms_of(sellers, collective, distribution.day)
    splits = [
        split_cents(
            contents.cents(line),
            commission_rate=terms[line.product.seller_id].commission_rate,
            fee_rate=collective.network.platform_fee_rate,
            fee_bearer=collective.fee_bearer,
        )
        for line in contents.counted
    ]
    return split_parts(splits, collective=collective.name)


def _band(distribution: Distribution, contents: Contents) -> dict[str, Any]:
    """Here the place matters more than the closing, which the note below says in words."""
    day = dates.day_long(distribution.starts_at, distribution.collective.zone)
    place = distribution.place
    return band_of(distribution, contents.now) | {
        "day": _("Collect on %(day)s") % {"day": day},
        "detail": f"{place.name}, {place.town}",
    }
