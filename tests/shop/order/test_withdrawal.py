"""The right of withdrawal: from what, how long, once, and who is told (C. conso L221-21)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commons.collectives.models import Collective, Role
from commons.core.models import AuditEntry, OutboxMail
from shop.listings.models import Listing
from shop.order.exceptions import (
    AnsweredBefore,
    NothingChosen,
    WithdrawalOver,
    WithdrawnBefore,
)
from shop.order.models import Line, Order, OrderEvent, Withdrawal
from shop.order.withdrawal import (
    link_of,
    orders_to_withdraw_from,
    right_of,
    uid_in,
    unanswered,
)
from shop.order.withdrawal_services import answer_withdrawal, withdraw
from tests.factories import (
    FRIDAY,
    MONDAY,
    PARIS,
    make_distribution,
    make_listing,
    make_product,
    make_role,
)
from tests.ordering import buy, managed, redescribe
from tests.written import write_mails

pytestmark = pytest.mark.django_db
LAST = datetime(2026, 12, 11, 23, 59, 59, tzinfo=PARIS)


def shop_with_honey() -> tuple[Listing, Listing]:
    """Honey keeps, carrots perish."""
    distribution = make_distribution()
    honey = make_product("Miel de tilleul", has_withdrawal_right=True)
    return make_listing(honey, distribution), make_listing(make_product(), distribution)


def line_of(order: Order, listing: Listing) -> Line:
    found: Line = order.lines.get(listing=listing)
    return found


def may_withdraw(order: Order, now: datetime) -> list[str]:
    right = right_of(order, list(order.lines.order_by("pk")), now)
    return [] if right is None else [str(line.title) for line in right.lines]


def withdrawn(order: Order, *listings: Listing, now: datetime = LAST) -> Withdrawal:
    chosen = [str(line_of(order, listing).uid) for listing in listings]
    return withdraw(order=order, chosen=chosen, actor=None, now=now)


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        (MONDAY, True),
        (datetime(2026, 11, 27, 19, 0, tzinfo=PARIS), True),
        (LAST, True),
        (LAST + timedelta(seconds=1), False),
    ],
)
def test_goods_that_keep_go_back_until_the_last_minute_of_day_14(
    now: datetime, is_shown: bool
) -> None:
    honey, carrots = shop_with_honey()
    order = buy({honey: 1, carrots: 2})

    assert may_withdraw(order, now) == (["Miel de tilleul"] if is_shown else [])
    assert bool(orders_to_withdraw_from(order.household, now)) is is_shown


def test_the_day_ends_by_the_collectives_clock() -> None:
    honey, _carrots = shop_with_honey()
    Collective.objects.filter(pk=honey.collective_id).update(timezone="America/Guadeloupe")
    honey.distribution.collective.refresh_from_db()
    order = buy({honey: 1})
    ends = datetime(2026, 12, 11, 23, 59, tzinfo=ZoneInfo("America/Guadeloupe"))

    assert may_withdraw(order, ends) == ["Miel de tilleul"]
    assert may_withdraw(order, ends + timedelta(minutes=1)) == []


def test_what_perishes_gives_no_right() -> None:
    _honey, carrots = shop_with_honey()
    order = buy({carrots: 2})

    assert right_of(order, list(order.lines.all()), MONDAY) is None
    with pytest.raises(WithdrawalOver):
        withdrawn(order, carrots, now=MONDAY)


def test_what_the_product_becomes_later_changes_nothing_of_what_is_ordered() -> None:
    honey, carrots = shop_with_honey()
    order = buy({honey: 1, carrots: 1})

    redescribe(honey.product, has_withdrawal_right=False)
    redescribe(carrots.product, has_withdrawal_right=True)

    assert may_withdraw(order, MONDAY) == ["Miel de tilleul"]


def test_what_is_due_counts_not_what_was_ordered() -> None:
    honey, carrots = shop_with_honey()
    order = buy({honey: 3, carrots: 1})
    managed(order, {honey: 2})

    (row,) = withdrawn(order, honey).lines.all()

    assert (row.quantity, row.cents) == (2, line_of(order, honey).due_cents)


def test_nothing_is_withdrawn_of_a_line_that_was_cancelled() -> None:
    honey, carrots = shop_with_honey()
    order = buy({honey: 3, carrots: 1})
    managed(order, {honey: 0})

    assert may_withdraw(order, MONDAY) == []
    assert orders_to_withdraw_from(order.household, MONDAY) == []


def test_twice_counts_once() -> None:
    honey, _carrots = shop_with_honey()
    order = buy({honey: 1})
    withdrawn(order, honey)

    with pytest.raises(WithdrawnBefore):
        withdrawn(order, honey)

    assert Withdrawal.objects.count() == 1
    assert OutboxMail.objects.filter(kind="withdrawal_acknowledged").count() == 1


def test_the_rest_of_the_order_may_follow() -> None:
    honey, _carrots = shop_with_honey()
    soap = make_listing(make_product("Savon", has_withdrawal_right=True), honey.distribution)
    order = buy({honey: 1, soap: 1})

    withdrawn(order, honey)
    withdrawn(order, soap)

    assert [made.lines.get().line.title for made in order.withdrawals.all()] == [
        "Miel de tilleul",
        "Savon",
    ]


def test_nothing_chosen_or_anothers_line_is_refused() -> None:
    honey, carrots = shop_with_honey()
    order, other = buy({honey: 1, carrots: 1}), buy({honey: 1})

    for chosen in ([], [str(line_of(other, honey).uid)], [str(line_of(order, carrots).uid)]):
        with pytest.raises(NothingChosen):
            withdraw(order=order, chosen=chosen, actor=None, now=MONDAY)

    assert not Withdrawal.objects.exists()


def test_day_15_is_refused() -> None:
    honey, _carrots = shop_with_honey()
    order = buy({honey: 1})

    with pytest.raises(WithdrawalOver):
        withdrawn(order, honey, now=LAST + timedelta(seconds=1))


def test_the_household_gets_content_day_and_hour_and_the_managers_are_told() -> None:
    honey, _carrots = shop_with_honey()
    order = buy({honey: 2})
    manager = make_role(order.collective, Role.MANAGER)

    withdrawn(order, honey, now=datetime(2026, 11, 30, 9, 5, tzinfo=PARIS))

    acknowledged = OutboxMail.objects.get(kind="withdrawal_acknowledged")
    assert acknowledged.to == order.user.email
    for words in ("Miel de tilleul", "2 bottes", "lundi 30 novembre 2026", "9\xa0h\xa005"):
        assert words in acknowledged.text
    made = OutboxMail.objects.get(kind="withdrawal_made")
    assert (made.to, made.reply_to) == (manager.email, order.user.email)
    assert "Miel de tilleul" in made.text


def test_the_history_of_the_order_says_so() -> None:
    honey, _carrots = shop_with_honey()
    order = buy({honey: 1})

    withdrawn(order, honey)

    event = order.events.get(kind=OrderEvent.Kind.WITHDRAWN)
    assert (event.at, event.data) == (LAST, {"names": ["Miel de tilleul"]})


def test_an_answer_is_noted_once_with_who_gave_it() -> None:
    honey, _carrots = shop_with_honey()
    made = withdrawn(buy({honey: 1}), honey)
    collective = made.order.collective
    manager = make_role(collective, Role.MANAGER)
    assert unanswered(collective).count() == 1

    answer_withdrawal(withdrawal=made, actor=manager, now=LAST)

    assert unanswered(collective).count() == 0
    assert AuditEntry.objects.get(action="answer_withdrawal").actor == manager
    with pytest.raises(AnsweredBefore):
        answer_withdrawal(withdrawal=made, actor=manager, now=LAST)


def test_the_confirmation_informs_of_the_right_where_goods_have_it() -> None:
    honey, carrots = shop_with_honey()
    order, fresh = buy({honey: 1, carrots: 1}), buy({carrots: 1})
    write_mails()

    told = OutboxMail.objects.get(key__contains=str(order.uid))
    silent = OutboxMail.objects.get(key__contains=str(fresh.uid))

    for body in (told.text, told.html):
        assert "Miel de tilleul" in body.partition("Droit de rétractation")[2]
        assert "vendredi 11 décembre" in body
        assert link_of(order) in body
    assert "étractation" not in silent.text + silent.html


def test_a_link_that_was_not_made_here_names_no_order() -> None:
    honey, _carrots = shop_with_honey()
    token = link_of(buy({honey: 1})).rstrip("/").rpartition("/")[2]

    assert uid_in(token) is not None
    assert uid_in(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert uid_in("rien") is None


def test_a_distribution_that_is_moved_moves_the_end() -> None:
    honey, _carrots = shop_with_honey()
    order = buy({honey: 1})
    honey.distribution.__class__.objects.filter(pk=honey.distribution_id).update(
        day=FRIDAY + timedelta(days=7)
    )
    order.distribution.refresh_from_db()

    assert may_withdraw(order, LAST + timedelta(days=7)) == ["Miel de tilleul"]
