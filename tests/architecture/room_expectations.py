"""What the rooms of the back office are sent, and what the cast gets there.

A room is its collective's managers' alone. Its pages are named here by the kind of answer that they
give them; a form is sent as it stands on the page, with what is typed over it.
"""

from collections.abc import Callable, Mapping

from farms.models import Label
from shop.order.models import Order
from tests.cast import Side

Typed = Callable[[Side], Mapping[str, object]]
SLOT = {
    **{"day": "2026-12-04", "starts_at": "17:30", "ends_at": "19:30"},
    **{"opens_at": "2026-11-28T08:00", "closes_at": "2026-12-03T12:00"},
}
SERIES = {
    **{"first_on": "2027-03-05", "last_on": "2027-03-12", "every_weeks": 1},
    **{"starts_at": "17:30", "ends_at": "19:30", "opens_days_before": 6, "opens_time": "08:00"},
    # Not the button that only shows the dates.
    **{"closes_days_before": 1, "closes_time": "12:00", "preview": ""},
}
PRODUCT = {
    **{"title": "Poireaux", "sale": "kilo", "unit_label": "le kilo", "noun_one": "kilo"},
    **{"noun_many": "kilos", "price": "3,20", "vat_rate": "5.5", "keeping": "ambient"},
    **{"stock_mode": "per_distribution", "usual_quota": "", "allergen_statement": "not_stated"},
}


QUANTITY = "q-{}"  # of a line, by the uid of its listing


def nothing(_side: Side) -> Mapping[str, object]:
    return {}


def always(**typed: object) -> Typed:
    return lambda _side: typed


def at_place(typed: Mapping[str, object]) -> Typed:
    return lambda side: {**typed, "place": side.distribution.place.uid}


def of_own_goods(side: Side) -> Mapping[str, object]:
    product = side.own_goods.product
    return {**PRODUCT, "seller": product.seller.owner.uid, "aisle": product.aisle.uid}


def same_goods(side: Side) -> Mapping[str, object]:
    return {**of_own_goods(side), "sale": "piece", "title": side.own_goods.product.title + " bis"}


def of_farm(side: Side) -> Mapping[str, object]:
    farm = side.collective.engagements.get().farm
    return {"answer": f"{side.distribution.uid} {farm.uid} absent"}


def orders_of_date(side: Side) -> Mapping[str, object]:
    orders = Order.objects.standing().filter(distribution=side.distribution)
    return {"reason": "Neige", "orders": orders.count()}


def one_less(side: Side) -> Mapping[str, object]:
    return {"reason": "Abîmé", QUANTITY.format(side.listing.uid): "1"}


def to_consumer(side: Side) -> Mapping[str, object]:
    user = side.order.household.persons.get().user
    return {"email": user.email if user else "", "role": "editor"}


def of_label(_side: Side) -> Mapping[str, object]:
    from_to = {"valid_from": "2026-11-23", "valid_until": "2027-11-23"}
    return {**from_to, "number": "7", "label": Label.objects.get().uid}


FORMS: Mapping[str, Typed] = {
    "distributions:add": at_place(SLOT),
    "distributions:add_series": at_place(SERIES),
    "distributions:delete_series": nothing,
    "distributions:change_series": always(starts_at="17:30"),
    "distributions:stop_series": nothing,
    "distributions:remove": nothing,
    "distributions:sheet_line": always(line="Rendez les cagettes"),
    "distributions:edit": nothing,
    "distributions:extend": always(closes_at="2026-11-27T12:00", tells="on"),
    "distributions:cancel": orders_of_date,
    "distributions:list_goods": nothing,
    "distributions:listing": always(price="9,90"),
    "orders:change": one_less,
    "orders:cancel": always(reason="Salle fermée"),
    "orders:cancel_line": always(reason="Abîmé"),
    "orders:withdrawal": nothing,
    "site:look": always(colour="#8a1538"),
    "site:index": always(sentence="Des fermes et des foyers", contact_email="a@lise.example"),
    "settings:commission": always(default_commission_rate="8,5", fee_bearer="collective"),
    "settings:vat": always(liable="yes", since="2027-01-01"),
    "settings:orders": always(terms="Vous payez au retrait, même en chèque."),
    "settings:pause": always(paused_from="2027-02-01", paused_until="2027-02-14"),
    "legal:index": always(legal_name="Association de la vallée"),
    "presences:answer": of_farm,
    "farms:add": always(name="Jardin de Silène", vat_regime="franchise", starts_on="2026-11-23"),
    "farms:change": always(phone="06 12 34 56 78"),
    "farms:terms": always(commission_rate="8", rate_on="2026-12-01"),
    "farms:pause": nothing,
    "farms:end": always(ends_on="2026-12-31"),
    "farms:certify": of_label,
    "farms:end_label": always(valid_until="2026-11-24"),
    "farms:withdraw": nothing,
    "farms:add_person": always(email="paul@sillon.example", role="prepares"),
    "farms:uninvite": nothing,
    "farms:remove_person": nothing,
    "products:add": of_own_goods,
    "products:edit": same_goods,
    "products:withdraw": nothing,
    "products:restore": nothing,
    "places:add": always(name="Salle des fêtes", postcode="71490", town="Saint-Aubert-sur-Lise"),
    "places:edit": always(name="Salle des fêtes", tells="on"),
    "members:grant": to_consumer,
    "members:revoke": nothing,
    "members:send_again": always(to="camille@sillon.example"),
}
"""Each saves something. By the name of the address, without the "backoffice_" before it."""

REFUSED_FORMS: Mapping[str, Typed] = {
    # A calendar that was not stopped misses no date.
    "distributions:resume_series": nothing,
    # Both farms of the cast have their agreement, which is not paused.
    "farms:engage": nothing,
    "farms:resume": nothing,
}
"""Forms that have nothing to save here."""

PAGES = {
    *("distributions:index", "distributions:series", "distributions:detail"),
    "distributions:one_series",
    *("distributions:listings", "distributions:listings_found", "orders:orders", "orders:results"),
    *("orders:print_list", "orders:print_whole_list", "orders:print_sheets", "orders:detail"),
    "orders:withdrawals",
    *("orders:print_all_sheets", "presences:index", "farms:index", "farms:detail"),
    *("products:index", "products:results", "places:index", "members:index", "members:results"),
    *("members:roles", "members:mails", "settings:index", "figures:index", "figures:sheet"),
}
"""They take no form."""

ONLY_LEADS_ON = {"orders:index", "choice:index"}
"""To the orders of the next distribution, to the choice between several collectives, to a site."""

OF_WRITERS = {"site:index", "site:look"}
"""For editors too."""

OF_NETWORK = {"network:index", "network:farm_pages"}
"""For the network's administrator alone."""

SHARED = ("certification", "invitation", "person")
"""What the address names after the agreement is the farm's, which both collectives work with."""
