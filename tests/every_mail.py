"""One mail of every kind, by the operations that send them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import time_machine
from django.test import Client

from commons.core.models import OutboxMail
from distributions.services import move_distribution
from farms.models import FarmMember
from farms.services import Terms, accept_proposal, change_terms, invite_to_farm
from home.backoffice.services import cancel_date, remove_calendar
from home.contact import write_to_collective
from home.guides.reminders import remind_of_reviews
from home.models import GuideShelf
from home.sections import ensure_sections
from shop.order.late_drafts import drop_late_drafts, remind_of_drafts
from shop.order.models import Order
from shop.order.withdrawal_services import withdraw
from shop.reporting.services import process_due_closings, send_due_differences
from tests.cast import Cast
from tests.factories import MONDAY, make_place, make_user
from tests.guides import add_guide, comment, follow_comments, submit
from tests.listed import AT_CLOSING, HOUR
from tests.ordering import buy, calendar_at, fill, managed, want
from tests.written import write_mails

ACCOUNTS = {
    "account_login_code",
    "account_email_confirmation",
    "account_already_exists",
    "account_unknown",
    "account_password_reset",
    "account_notice",
}
"""Words for the mails that the library of accounts sends."""
PERSON = {"first_name": "Odile", "last_name": "Perret", "phone": "06 39 98 12 34", "password1": ""}


def send_every_kind(cast: Cast) -> None:
    """All that `Notification.kinds` has, but for what the first start tells."""
    for send in (
        _of_orders,
        _of_moves,
        _of_removed,
        _of_drafts,
        _of_lists,
        _of_farms,
        _of_sites,
        _of_pages,
        _of_accounts,
        _of_cancelled,
    ):
        send(cast)
    write_mails()


def _of_orders(cast: Cast) -> None:
    side = cast.a
    kept = side.order.lines.get(listing=side.own_goods)
    consumer = cast.users["consumer_a"]
    withdraw(order=side.order, chosen=[str(kept.uid)], actor=consumer, now=MONDAY)
    of_two = buy({side.listing: 2, side.own_goods: 1})
    managed(side.order, {side.listing: 1})
    managed(of_two, {side.own_goods: 0})
    managed(of_two, {side.listing: 0})


def _of_moves(cast: Cast) -> None:
    slot = cast.a.distribution
    later = {name: getattr(slot, name) + HOUR for name in ("starts_at", "ends_at")}
    window = {"opens_at": slot.opens_at, "closes_at": slot.closes_at}
    move_distribution(distribution=slot, **later, **window, now=MONDAY)


def _of_removed(cast: Cast) -> None:
    series, listing = calendar_at(make_place(cast.a.collective))
    fill({listing: 1}, cast.a.order.household)
    remove_calendar(series=series, actor=cast.users["manager_a"], now=MONDAY)


def _of_cancelled(cast: Cast) -> None:
    """Last: nothing else comes of that date."""
    date = cast.b.distribution
    orders = Order.objects.standing().filter(distribution=date).count()
    manager = cast.users["manager_b"]
    cancel_date(distribution=date, reason="Neige", orders=orders, actor=manager, now=MONDAY)


def _of_drafts(cast: Cast) -> None:
    want(cast.a.order, {cast.a.listing: 5})
    remind_of_drafts(now=AT_CLOSING - HOUR)
    drop_late_drafts(now=AT_CLOSING)


def _of_lists(cast: Cast) -> None:
    process_due_closings(now=AT_CLOSING)
    managed(cast.a.order, {cast.a.listing: 3}, now=AT_CLOSING + HOUR)
    send_due_differences(now=AT_CLOSING + 3 * HOUR)


def _of_farms(cast: Cast) -> None:
    manager, farm = cast.users["manager_a"], cast.farm
    engagement = farm.engagements.get(collective=cast.a.collective)
    days = {"rate_on": MONDAY.date(), "starts_on": engagement.starts_on}
    terms = Terms(commission_rate=Decimal(9), **days)
    proposal = change_terms(engagement=engagement, terms=terms, actor=manager, now=MONDAY)
    assert proposal is not None
    accept_proposal(proposal=proposal, actor=None, now=MONDAY)
    role = FarmMember.Role.PREPARES
    invite_to_farm(farm=farm, email="paul@sillon.example", role=role, actor=manager, now=MONDAY)


def _of_sites(cast: Cast) -> None:
    words = {"name": "Odile Perret", "email": "odile@sillon.example", "message": "Bonjour."}
    write_to_collective(collective=cast.a.collective, **words, now=MONDAY)


def _of_pages(cast: Cast) -> None:
    """A guide is proposed, commented, sent back, proposed again, approved."""
    ensure_sections()
    author, reviewer = cast.users["editor_a"], cast.users["network_editor"]
    shelf = GuideShelf.objects.get(collective=cast.a.collective)
    guide = add_guide(shelf, "Peser", live=False)
    follow_comments(guide, author)
    state = submit(guide, author)
    comment(guide, reviewer, "Quelle balance ?")
    state.current_task_state.specific.reject(user=reviewer, comment="Dites quand tarer.")
    state.refresh_from_db()
    state.resume(user=author)
    state.refresh_from_db()
    state.current_task_state.specific.approve(user=reviewer)
    remind_of_reviews(now=MONDAY + timedelta(days=400))


def _of_accounts(_cast: Cast) -> None:
    known = make_user("Odile", password="la charrue du voisin").email
    visits: list[Callable[[Client], object]] = [
        lambda client: client.post("/compte/login/code/", {"email": known}),
        lambda client: client.post("/compte/login/code/", {"email": "nul@sillon.example"}),
        lambda client: client.post("/compte/signup/", PERSON | {"email": "neuf@sillon.example"}),
        lambda client: client.post("/compte/signup/", PERSON | {"email": known}),
        lambda client: client.post("/compte/password/reset/", {"email": known}),
        lambda client: _change_password(client, known),
    ]
    for visit in visits:
        visit(Client())


def _change_password(client: Client, email: str) -> None:
    client.login(email=email, password="la charrue du voisin")
    typed = {"oldpassword": "la charrue du voisin", "password1": "le tracteur de la voisine"}
    client.post("/compte/password/change/", typed | {"password2": typed["password1"]})


def kinds_sent() -> set[str]:
    return set(OutboxMail.objects.values_list("kind", flat=True))


def later(now: datetime = AT_CLOSING + timedelta(hours=4)) -> time_machine.travel:
    """When people read them."""
    return time_machine.travel(now, tick=False)
