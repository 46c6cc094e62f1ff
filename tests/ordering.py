"""Steps that tests of orders share: fill a basket, order it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.http import HttpResponse

from commons.accounts.models import Household, User
from commons.collectives.models import Role
from distributions.models import DistributionSeries, PickupPlace
from distributions.services import create_series
from home.backoffice.rooms.product_form import data_of
from shop.basket.models import Basket
from shop.basket.services import open_basket
from shop.catalogue.models import Product
from shop.catalogue.services import update_product
from shop.listings.models import Listing
from shop.listings.services import set_listing_price, set_listing_window, set_quota
from shop.order.drafts import Draft, draft_of
from shop.order.models import Order
from shop.order.seen import Seen
from shop.order.selectors import standing_order
from shop.order.services import Customer, change_order, choose, place_order
from tests.factories import MONDAY, make_listing, make_member, make_product, make_role


def user_of(household: Household) -> User:
    user = User.objects.filter(person__household=household).first()
    assert user is not None
    return user


def fill(
    quantities: Mapping[Listing, int], household: Household | None = None, now: datetime = MONDAY
) -> Basket:
    """A member's basket with some quantities (base units)."""
    distribution = next(iter(quantities)).distribution
    household = household or make_member(distribution.collective)
    basket = open_basket(household=household, distribution=distribution)
    wanted: dict[str, str | int] = {str(each.uid): n for each, n in quantities.items()}
    outcome = choose(basket=basket, wanted=wanted, now=now)
    assert not outcome.problems
    return basket


def calendar_at(place: PickupPlace) -> tuple[DistributionSeries, Listing]:
    """Of the Friday and the next one, with a product at the first; orders are open."""
    series = create_series(
        collective=place.collective,
        place=place,
        first_on=date(2026, 11, 27),
        last_on=date(2026, 12, 4),
        starts_at=time(17, 30),
        ends_at=time(19, 30),
        opens_time=time(8),
        closes_time=time(12),
        opens_days_before=12,
        now=MONDAY,
    )
    first = series.distributions.select_related("place", "collective").earliest("starts_at")
    return series, make_listing(make_product("Carottes"), first)


def order_of(
    basket: Basket, seen: Seen | None = None, now: datetime = MONDAY, name: str = "Camille Arnoux"
) -> Order:
    assert basket.household is not None
    return place_order(
        basket=basket,
        customer=Customer(user_of(basket.household), name, "+33639981234"),
        seen=seen,
        accepts_terms=True,
        now=now,
    )


def buy(
    quantities: Mapping[Listing, int],
    household: Household | None = None,
    name: str = "Camille Arnoux",
) -> Order:
    """An order of some quantities (base units)."""
    return order_of(fill(quantities, household), name=name)


def quota(listing: Listing, quantity: int) -> None:
    set_quota(listing=listing, quota=quantity, actor=None, now=MONDAY)


def price(listing: Listing, euros: str) -> None:
    set_listing_price(listing=listing, price=Decimal(euros), actor=None, now=MONDAY)


def closes(listing: Listing, at: datetime = MONDAY - timedelta(hours=1)) -> None:
    """The product closes before the others; by default it is closed already."""
    set_listing_window(listing=listing, opens_at=None, closes_at=at, actor=None, now=MONDAY)


def redescribe(product: Product, **changes: object) -> None:
    data = replace(data_of(product), **changes)  # type: ignore[arg-type]  # any field of it
    update_product(product=product, data=data, actor=None, now=MONDAY)


def draft_beside(basket: Basket) -> Draft:
    """What the household wants there, as a page would show it."""
    return draft_of(basket, standing_order(basket.household, basket.distribution))


def draft_for(order: Order) -> Draft:
    """The draft beside an order."""
    return draft_beside(basket_beside(order))


def basket_beside(order: Order) -> Basket:
    """The household's basket beside an order; not stored where nothing differs."""
    return open_basket(household=order.household, distribution=order.distribution)


def want(order: Order, quantities: Mapping[Listing, int], now: datetime = MONDAY) -> Basket:
    """Draft other quantities (base units) beside an order."""
    wanted: dict[str, str | int] = {str(listing.uid): n for listing, n in quantities.items()}
    outcome = choose(basket=basket_beside(order), wanted=wanted, now=now)
    assert not outcome.problems
    return outcome.basket


def managed(
    order: Order, quantities: Mapping[Listing, int], now: datetime = MONDAY, reason: str = "Gelé"
) -> Order:
    """A manager gives products of an order other quantities (base units)."""
    return change_order(
        order=order,
        wanted={listing.pk: quantity for listing, quantity in quantities.items()},
        reason=reason,
        actor=make_role(order.collective, Role.MANAGER),
        now=now,
    )


def seen_on(page: HttpResponse) -> str:
    """What the first button of a page binds: its hidden field."""
    html = page.content.decode()
    field = re.search(r'<textarea name="seen"[^>]*>([^<]*)<|name="seen" value="([^"]*)"', html)
    return (field[1] or field[2] or "") if field else ""


def held(order: Order) -> dict[int, int]:
    """What is due: base units by listing id."""
    due: dict[int, int] = {}
    for line in order.lines.order_by("pk"):
        due[line.listing_id] = due.get(line.listing_id, 0) + line.due_quantity
    return due


def drafted(basket: Basket) -> dict[int, int]:
    """What is wanted, the order that stands included: base units by listing id."""
    return {wish.listing.pk: wish.quantity for wish in draft_beside(basket).wanted}
