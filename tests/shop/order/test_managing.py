"""A manager changes an order: one operation, one reason, one mail."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from commons.accounts.models import Person
from commons.collectives.models import Role
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.listings.services import mark_absent, set_listing_price
from shop.order.exceptions import (
    NotPossible,
    NotYours,
    OrderSettled,
    OrderTooDear,
    ReasonMissing,
    Unchanged,
)
from shop.order.models import Order, OrderEvent
from shop.order.services import cancel_line, cancel_order, change_order
from tests.factories import (
    MONDAY,
    make_distribution,
    make_listing,
    make_product,
    make_role,
    make_user,
)
from tests.listed import AT_CLOSING
from tests.ordering import buy, closes, held, managed, user_of
from tests.written import write_mails

pytestmark = pytest.mark.django_db


def two() -> tuple[Listing, Listing]:
    distribution = make_distribution()
    carrots, leeks = (
        make_listing(make_product(name), distribution, quota=9) for name in ("Carottes", "Poireaux")
    )
    return carrots, leeks


def told() -> list[OutboxMail]:
    write_mails()
    return list(OutboxMail.objects.exclude(kind="order_placed").order_by("pk"))


def test_lines_are_of_the_distribution_of_their_order() -> None:
    carrots, leeks = two()

    order = managed(buy({carrots: 2}), {carrots: 1, leeks: 3})

    assert {line.distribution_id for line in order.lines.all()} == {order.distribution_id}
    assert order.lines.count() == 2


def test_lower_raise_add_and_cancel_at_once_is_one_mail_with_the_reason() -> None:
    distribution = make_distribution()
    less, more, gone, new = (
        make_listing(make_product(name), distribution, quota=9)
        for name in ("Ail", "Blettes", "Choux", "Dattes")
    )
    order = buy({less: 3, more: 1, gone: 2})

    changed = managed(order, {less: 2, more: 2, gone: 0, new: 1}, reason="Récolte courte")

    assert held(order) == {less.pk: 2, more.pk: 2, gone.pk: 0, new.pk: 1}
    assert dict(Listing.objects.values_list("pk", "ordered")) == held(order)
    assert changed.total_cents == 5 * 270
    (letter,) = told()
    for words in ("Récolte courte", "Ail : 3 bottes → 2 bottes", "Choux : 2 bottes → 0 botte"):
        assert words in letter.text
    assert letter.subject.endswith("est modifiée\xa0: vendredi 27 novembre, Halle aux Grains")


def test_what_was_ordered_stays_beside_what_is_due() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})

    managed(order, {carrots: 2}, reason="Gelé")

    (line,) = order.lines.all()
    assert (line.quantity, line.ordered_cents) == (3, 810)
    assert (line.due_quantity, line.due_cents, line.reason) == (2, 540, "Gelé")


def test_after_the_closing_a_manager_still_adds_what_is_listed() -> None:
    carrots, leeks = two()
    order = buy({carrots: 1})

    managed(order, {leeks: 1}, now=AT_CLOSING)

    assert held(order) == {carrots.pk: 1, leeks.pk: 1}


def test_what_a_farm_does_not_bring_is_not_added() -> None:
    carrots, leeks = two()
    order = buy({carrots: 1})
    mark_absent(distribution=leeks.distribution, farm=leeks.product.farm, actor=None, now=MONDAY)

    with pytest.raises(NotPossible) as refused:
        managed(order, {leeks: 1})

    assert "Poireaux" in str(refused.value)
    assert held(order) == {carrots.pk: 1}


def test_a_manager_does_not_oversell() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 1})

    with pytest.raises(NotPossible, match="Carottes\xa0: il ne restait que"):
        managed(order, {carrots: 10})

    carrots.refresh_from_db()
    assert (carrots.ordered, held(order)) == (1, {carrots.pk: 1})


def test_the_mail_can_be_left_out() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})

    change_order(
        order=order,
        wanted={carrots.pk: 2},
        reason="Vu au téléphone",
        tells_customer=False,
        actor=make_role(order.collective, Role.MANAGER),
        now=MONDAY,
    )

    assert told() == []
    event = order.events.get(kind=OrderEvent.Kind.CHANGED)
    assert event.data["reason"] == "Vu au téléphone"


def test_once_settled_nothing_changes() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})
    Distribution.objects.update(settled_at=AT_CLOSING + timedelta(days=9))

    with pytest.raises(OrderSettled):
        managed(order, {carrots: 2}, now=AT_CLOSING + timedelta(days=10))

    assert held(order) == {carrots.pk: 3}


def test_the_same_again_changes_nothing() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})

    with pytest.raises(Unchanged):
        managed(order, {carrots: 3})


def test_without_a_reason_nothing_changes() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})

    with pytest.raises(ReasonMissing):
        managed(order, {carrots: 2}, reason=" ")


def test_nobody_else_changes_an_order() -> None:
    carrots, _leeks = two()
    order = buy({carrots: 3})
    other = make_role(make_distribution().collective, Role.MANAGER)

    with pytest.raises(NotYours):
        change_order(order=order, wanted={carrots.pk: 2}, reason="x", actor=other, now=MONDAY)
    with pytest.raises(NotYours):
        cancel_order(order=order, actor=make_user(), now=MONDAY)

    assert held(order) == {carrots.pk: 3}


def test_a_manager_cancels_a_product_of_the_order_that_their_partner_placed() -> None:
    carrots, leeks = two()
    order = buy({carrots: 1, leeks: 1})
    partner = make_role(order.collective, Role.MANAGER)
    Person.objects.create(household=order.household, user=partner, first_name="Léa")

    cancel_line(line=order.lines.get(listing=leeks), reason="", by=partner, now=MONDAY)

    assert held(order) == {carrots.pk: 1, leeks.pk: 0}


def test_a_partly_cancelled_order_is_not_called_cancelled() -> None:
    distribution = make_distribution()
    capon, leek, carrot = (make_listing(make_product(), distribution) for _ in range(3))
    order = buy({capon: 1, leek: 2, carrot: 1})
    closes(capon)

    cancel_order(order=order, actor=user_of(order.household), now=MONDAY)
    deliver_due(now=MONDAY)

    assert "annulée" not in mail.outbox[-1].subject
    assert mail.outbox[-1].subject.endswith(
        "est modifiée\xa0: vendredi 27 novembre, Halle aux Grains"
    )


def test_an_order_of_thirty_million_is_refused() -> None:
    carrots = make_listing(make_product("Carottes"))
    order = buy({carrots: 1})
    set_listing_price(listing=carrots, price=Decimal("30.00"), actor=None, now=MONDAY)

    with pytest.raises(OrderTooDear) as refused:
        managed(order, {carrots: 999_999})

    assert "10\xa0000,00\xa0€" in str(refused.value)
    assert Order.objects.get().total_cents == 270
