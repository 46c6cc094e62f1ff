"""The basket and the order on one page: all that it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.collectives.models import Collective, Network
from commons.core import dates
from commons.core.dates import has_closed
from commons.core.money import format_euros
from commons.core.outbox import mail_under
from distributions.models import Distribution, PickupPlace
from distributions.presentation import (
    Band,
    Notice,
    band_of,
    closed_since,
    notice_of,
    sentence_of,
)
from shop.catalogue.templatetags.goods import amount_of
from shop.checkout.rows import Problems, Seller, sellers_of
from shop.checkout.sentences import Weighing, weighing, withdrawal
from shop.checkout.wrong import Told, Wrong, told_of, wrong_of
from shop.listings.price_split import Part, split_cents, split_parts
from shop.order.drafts import Draft
from shop.order.models import Line, Order
from shop.order.notifications import placed_key
from shop.order.paper import qr_svg
from shop.order.pending import texts_of
from shop.order.selectors import Seller as SellerInOrder
from shop.order.selectors import by_seller, deposit_cents, is_estimate, visible_orders
from shop.partner.sellers import terms_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not taken of a post: sentences for the top, problems at their fields.

    `about`: the uid of the listing that a sentence is about, by the sentence.
    """

    told: Iterable[str] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=dict)
    note_problems: Problems = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketPage:
    """What `checkout/basket.html` shows but for its form; sums in cents, VAT included.

    `shut` says why its products cannot be ordered, where no `notice` does.
    """

    distribution: Distribution
    collective: Collective
    network: Network
    zone: ZoneInfo
    now: datetime
    band: Band
    notice: Notice | None
    draft_order: Order | None
    delta_cents: int
    has_changes: bool
    has_other_notes: bool
    seen: str
    sellers: Sequence[Seller]
    count: int
    total_cents: int
    deposit_cents: int | None
    closes_at: datetime | None
    can_order: bool
    shut: str
    weighing: Weighing | None
    withdrawal: str
    parts: Sequence[Part]
    told: Sequence[Told]
    wrong: Sequence[Wrong]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPage:
    """What `checkout/confirmation.html` shows, and how far the mail to whom is that confirms it.

    `mail_progress` as `mail_under` tells it, None where there is none of the order as it stands.
    """

    order: Order
    sellers: Sequence[SellerInOrder]
    is_estimate: bool
    deposit_cents: int
    collective: Collective
    network: Network
    distribution: Distribution
    place: PickupPlace
    zone: ZoneInfo
    qr: str
    mail_to: str
    mail_progress: str | None


def thanks_page(lines: Sequence[Any]) -> ThanksPage:
    """The short number, the code to show, how far the mail is, of the `lines_to_thank_for`."""
    order: Order = lines[0].order
    return ThanksPage(
        order=order,
        sellers=by_seller(lines),
        is_estimate=is_estimate(lines),
        deposit_cents=deposit_cents(lines),
        collective=order.collective,
        network=order.collective.network,
        distribution=order.distribution,
        place=order.distribution.place,
        zone=order.collective.zone,
        qr=qr_svg(order),
        mail_to=lines[0].mail_to,
        mail_progress=None if order.revision else lines[0].mail_progress,
    )


def lines_to_thank_for(uid: UUID, user: User) -> list[Any]:
    """The lines of an order that somebody may see, each with all that the thanks need."""
    rows = Line.objects.filter(order__in=visible_orders(user).filter(uid=uid))
    related = rows.select_related("order__distribution__place", "order__collective__network")
    told = related.select_related("seller").annotate(**mail_under(placed_key(uid)))
    return list(told.order_by("pk"))


def basket_page(draft: Draft, refusal: Refusal, now: datetime) -> BasketPage:
    """The basket and the order of a household or a visitor, and what a post was refused for."""
    distribution, collective = draft.distribution, draft.distribution.collective
    is_over = now >= distribution.ends_at
    closings = [
        wish.closes_at
        for wish in draft.wishes
        if wish.closes_at and wish.is_open(now) and not is_over
    ]
    notice = notice_of(distribution, now)
    return BasketPage(
        distribution=distribution,
        collective=collective,
        network=collective.network,
        zone=collective.zone,
        now=now,
        band=_band(distribution, now),
        notice=notice,
        draft_order=draft.order,
        delta_cents=draft.delta_cents,
        has_changes=bool(draft.order and draft.changes),
        has_other_notes=bool(draft.order and any(not each.delta for each in draft.changes)),
        seen=str(draft.shown),
        sellers=sellers_of(draft, refusal.problems, refusal.note_problems, now),
        count=len(draft.wanted),
        total_cents=draft.total_cents,
        deposit_cents=draft.deposit_cents,
        closes_at=max(closings, default=None),
        can_order=bool(closings) and not distribution.cancelled_at,
        shut="" if notice else _shut(draft, now),
        weighing=weighing(draft.wanted),
        withdrawal=withdrawal(draft.wanted),
        parts=price_parts(draft),
        told=told_of(refusal.told, refusal.about, {str(w.listing.uid) for w in draft.wishes}),
        wrong=_wrong(draft, refusal),
    )


def _shut(draft: Draft, now: datetime) -> str:
    """Why nothing of it can be ordered, where the date itself says nothing."""
    passed = [wish.closes_at for wish in draft.wishes if wish.closes_at]
    passed = [moment for moment in passed if has_closed(moment, now)]
    if not passed:
        return sentence_of(draft.distribution, now)
    return closed_since(max(passed), now, draft.distribution.collective.zone)


def _wrong(draft: Draft, refusal: Refusal) -> list[Wrong]:
    names = {str(wish.listing.uid): wish.product.name for wish in draft.wishes}
    quantities = {uid: problem.message for uid, problem in refusal.problems.items()}
    notes = {uid: problem.message for uid, problem in refusal.note_problems.items()}
    return wrong_of(quantities, names) + wrong_of(notes, names, prefix="err-note")


def live_texts(draft: Draft, now: datetime) -> dict[str, str]:
    """Figures of the page that a script refreshes, by `data-co-text`."""
    sellers = sellers_of(draft, {}, {}, now)
    texts = {f"seller-{n}": format_euros(each.cents) for n, each in enumerate(sellers, start=1)}
    for row in (row for seller in sellers for row in seller.rows):
        texts[f"amount-{row.uid}"] = amount_of(row.cents, row.goods)
    for n, part in enumerate(price_parts(draft), start=1):
        words = {"label": part.label, "amount": format_euros(part.cents), "percent": part.percent}
        texts[f"part-{n}"] = _("%(label)s: %(amount)s (%(percent)s%%)") % words
    if note := weighing(draft.wanted):
        texts["tolerance"] = note.amount
    if draft.deposit_cents is not None:
        texts["deposits"] = format_euros(draft.deposit_cents)
    return texts | {"seen": str(draft.shown)} | texts_of(draft)


def price_parts(draft: Draft) -> list[Part]:
    """Who gets the total, to the cent."""
    distribution, collective = draft.distribution, draft.distribution.collective
    sellers = {wish.product.seller for wish in draft.wanted}
    terms = terms_of(sellers, collective, distribution.day)
    splits = [
        split_cents(
            wish.cents,
            commission_rate=terms[wish.product.seller_id].commission_rate,
            fee_rate=collective.network.platform_fee_rate,
            fee_bearer=collective.fee_bearer,
        )
        for wish in draft.wanted
    ]
    return split_parts(splits, collective=collective.name)


def _band(distribution: Distribution, now: datetime) -> Band:
    """Here the place matters more than the closing, which the note below says in words."""
    day = dates.day_long(distribution.starts_at, distribution.collective.zone)
    place = distribution.place
    return replace(
        band_of(distribution, now),
        day=_("Collect on %(day)s") % {"day": day},
        detail=f"{place.name}, {place.town}",
    )
