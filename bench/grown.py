"""What pages cost once the network has grown: see `bench/growth/making.py`."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import NoReverseMatch, reverse

from bench import marked
from bench.bare import bare_application
from bench.growth.making import Grown, grow
from bench.pages import Page, as_before_a_fork, measured
from bench.people import manager_of, member_of
from bench.visitor import Visitor, session_of
from collectifs.demo.data_files import read_json
from collectifs.wsgi import application
from distributions.addresses import shop_path

# PostgreSQL keeps the plan of a statement from its eighth asking on: two before it is prepared,
# five that it plans for their own values.
WARM_UP, ROUNDS = 8, 12
TYPED, MISTYPED = "pomme", "fromagge de chevre"


def figures() -> dict[str, Any]:
    as_before_a_fork()
    grown = grow(marked.shop_of(24))
    count_anew()
    return measured(list(pages(grown)), ROUNDS, warm_up=WARM_UP)


def count_anew() -> None:
    """As PostgreSQL's own vacuum does, some minutes later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def pages(grown: Grown) -> Iterator[Page]:
    stranger, shop = Visitor(application), shop_path(grown.shop)
    bare = Visitor(bare_application())
    yield Page("bare_24_grown", f"/bare/{marked.shop_of(24).pk}/", bare)
    yield Page("home_1000", "/", stranger)
    yield Page("home_1000_near", asked("/", lieu=grown.shop.place.postcode), stranger)
    yield Page("shop_2000", shop, stranger)
    yield Page("shop_2000_search", asked(shop, q=TYPED), stranger)
    yield Page("search_10000", asked(reverse("home:search"), q=TYPED), stranger)
    yield Page("search_10000_slip", asked(reverse("home:search"), q=MISTYPED), stranger)
    yield from of_farm(grown)
    yield from of_office(grown)


def of_farm(grown: Grown) -> Iterator[Page]:
    member = Visitor(application, session_of(member_of(grown.farm)))
    yield Page("producer_home_22000", reverse("producer:home"), member)
    of_list = {"farm": grown.farm.slug, "distribution": grown.some.uid}
    yield Page("farm_list_2000", reverse("producer:recap", kwargs=of_list), member)
    yield from whole("farm_list_2000", "producer:whole", of_list, member)


def of_office(grown: Grown) -> Iterator[Page]:
    manager = Visitor(application, session_of(manager_of(grown.collective)))
    slug = grown.collective.slug
    some = {"collective": slug, "distribution": grown.some.uid}
    many = {"collective": slug, "distribution": grown.many.uid}
    yield Page("door_list_2000", reverse("backoffice_orders:print_list", kwargs=some), manager)
    yield Page("sheets_2000", reverse("backoffice_orders:print_sheets", kwargs=some), manager)
    yield from whole("door_list_2000", "backoffice_orders:print_whole_list", some, manager)
    yield from whole("sheets_2000", "backoffice_orders:print_all_sheets", some, manager)
    orders = reverse("backoffice_orders:orders", kwargs=many)
    name = read_json("people")[-1]["last_name"]
    yield Page("orders_search_20000", asked(orders, q=name), manager)
    date = reverse("backoffice_distributions:detail", args=[slug, grown.many.uid])
    yield Page("date_20000", date, manager)


def asked(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}"


def whole(name: str, address: str, values: dict[str, Any], visitor: Visitor) -> Iterator[Page]:
    """A list with all its orders, to print; none where this version reads no list in parts."""
    try:
        yield Page(f"{name}_whole", reverse(address, kwargs=values), visitor)
    except NoReverseMatch:
        return
