"""What an order of 12 products costs: its last request, and the whole path to it."""

from functools import partial
from statistics import median

from bench import marked
from bench.path import order_form, walk
from bench.stage import copy_of, fill, some_listings
from bench.visitor import WARM_UP, Cost, Visitor, counted, expect, session_of
from collectifs.wsgi import application
from distributions.addresses import basket_path

CUSTOMERS = 24


def placing() -> dict[str, float]:
    """The request that orders; the first customers warm it up."""
    shop, cost = copy_of(marked.shop_of(24)), Cost()
    path, listings = basket_path(shop), some_listings(shop)
    for turn, customer in enumerate(marked.customers(CUSTOMERS)):
        fill(customer, shop, listings)
        visitor = Visitor(application, session_of(customer))
        send = partial(visitor.post, path, order_form(expect(visitor.get(path)), path))
        if turn == 0:
            answer, cost.queries = counted(send)
        else:
            answer = send()
        cost.body = expect(answer, 302).body
        if turn >= WARM_UP:
            cost.cpu_ms.append(answer.cpu_ms)
    return cost.figures()


def whole_path() -> dict[str, float]:
    shop, spent = copy_of(marked.shop_of(24)), []
    listings, requests, queries = some_listings(shop), 0, 0
    for turn, customer in enumerate(marked.customers(CUSTOMERS)):
        go = partial(walk, Visitor(application, session_of(customer)), shop, listings)
        if turn == 0:
            answers, queries = counted(go)
        else:
            answers = go()
        requests = len(answers)
        if turn >= WARM_UP:
            spent.append(sum(each.cpu_ms for each in answers))
    return {"requests": requests, "queries": queries, "cpu_ms": round(median(spent), 2)}
