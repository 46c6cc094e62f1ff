"""What an order of 12 products costs: its last request, and the two ways to it."""

from functools import partial

from bench import marked
from bench.path import BEFORE_POSTS, Walk, by_form, one_by_one, order_form
from bench.stage import LINES, copy_of, fill, some_listings
from bench.visitor import WARM_UP, Answer, Cost, Visitor, expect, session_of
from collectifs.wsgi import application
from distributions.addresses import basket_path

CUSTOMERS = 24


def figures() -> dict[str, dict[str, float]]:
    form, steps = walked(by_form), walked(one_by_one)
    posts = [answers[BEFORE_POSTS : BEFORE_POSTS + LINES] for answers in steps]
    return {
        "place_order_12": placing(),
        "order_12_one_form": whole_path(form),
        "order_12_one_by_one": whole_path(steps),
        "basket_post": one_product(posts),
    }


def placing() -> dict[str, float]:
    """The request that orders; the first customer counts, some more warm it up."""
    shop, cost = copy_of(marked.shop_of(24)), Cost()
    path, listings = basket_path(shop), some_listings(shop)
    for turn, customer in enumerate(marked.customers(CUSTOMERS)):
        fill(customer, shop, listings)
        visitor = Visitor(application, session_of(customer), counts=turn == 0)
        send = partial(visitor.post, path, order_form(expect(visitor.get(path)), path))
        take(cost, turn, expect(send(), 302))
    return cost.figures()


def walked(walk: Walk) -> list[list[Answer]]:
    """The requests of each customer in turn; the first of them counts."""
    shop = copy_of(marked.shop_of(24))
    listings = some_listings(shop)
    return [
        walk(Visitor(application, session_of(customer), counts=turn == 0), shop, listings)
        for turn, customer in enumerate(marked.customers(CUSTOMERS))
    ]


def whole_path(visits: list[list[Answer]]) -> dict[str, float]:
    cost = Cost()
    for turn, answers in enumerate(visits):
        take(cost, turn, *answers)
    return {"requests": len(visits[0]), **cost.spent()}


def one_product(visits: list[list[Answer]]) -> dict[str, float]:
    """A product after others; the statements are those of the dearest, the first one apart.

    The first one also makes the basket.
    """
    cost = Cost()
    first, *others = visits[0]
    cost.count(max(others, key=lambda each: each.statements))
    for answers in visits[WARM_UP:]:
        for each in answers[1:]:
            cost.add(each)
    return {**cost.spent(), "statements_of_first": first.statements}


def take(cost: Cost, turn: int, *answers: Answer) -> None:
    if turn == 0:
        cost.count(*answers)
    if turn >= WARM_UP:
        cost.add(*answers)
