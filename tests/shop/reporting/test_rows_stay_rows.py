"""What somebody typed stays within its row of a mail or a sheet, however it came to be stored."""

import csv
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.test import Client

from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.reporting.services import process_due_closings, send_due_differences
from shop.reporting.sheets import customer_rows, encoded, product_rows
from tests.factories import MONDAY, make_distribution, make_farm, make_listing, make_product
from tests.listed import AT_CLOSING, HOUR, letters, ordered, recap
from tests.managing import manager_of
from tests.ordering import buy, managed, user_of
from tests.written import write_mails

pytestmark = pytest.mark.django_db
ENDS = ["\n", "\r\n", "\x0b", "\x85", "\u2028"]
every_end = pytest.mark.parametrize("end", ENDS, ids=ascii)
FORGED = "- 99 · Personne : 40 kg"


def forge(end: str) -> tuple[Farm, Distribution, Listing, Order]:
    """An order of which each text tries to be two rows."""
    farm, distribution = make_farm(), make_distribution()
    listing = make_listing(
        make_product(f"Carottes{end}{FORGED}", farm=farm, noun_many=f"bottes{end}{FORGED}"),
        distribution,
    )
    order = ordered({listing: 3}, f"Camille{end}{FORGED}", note=f"Sans fanes{end}{FORGED}")
    return farm, distribution, listing, order


def no_row_is_forged(text: str) -> bool:
    return not [line for line in text.splitlines() if line.strip().startswith(FORGED)]


@every_end
def test_the_list_of_a_farm(end: str) -> None:
    farm, distribution, _listing, _order = forge(end)
    distribution.collective.customer_name = "full"
    distribution.collective.save()

    process_due_closings(now=AT_CLOSING)

    body = letters(farm)[-1].body
    assert no_row_is_forged(body)
    assert f"Sans fanes {FORGED}" in body


@every_end
def test_the_list_of_products_that_close_early(end: str) -> None:
    farm, _distribution, listing, _order = forge(end)
    Listing.objects.filter(pk=listing.pk).update(closes_at=MONDAY + HOUR)

    process_due_closings(now=MONDAY + 2 * HOUR)

    (message,) = letters(farm, MONDAY + 2 * HOUR)
    assert f"Carottes {FORGED}" in message.subject
    assert no_row_is_forged(message.body)


@every_end
def test_what_has_changed_since(end: str) -> None:
    farm, _distribution, _listing, order = forge(end)
    process_due_closings(now=AT_CLOSING)
    Line.objects.filter(order=order).update(note=f"Avec fanes{end}{FORGED}")

    send_due_differences(now=AT_CLOSING + HOUR)

    body = letters(farm, AT_CLOSING + HOUR)[-1].body
    assert f"Avec fanes {FORGED}" in body
    assert no_row_is_forged(body)


@every_end
def test_the_sheets(end: str) -> None:
    farm, distribution, _listing, _order = forge(end)

    found = recap(distribution, farm)
    for sheet in (product_rows(found), customer_rows(found.customers)):
        content = b"".join(encoded(sheet)).decode("utf-8-sig")
        assert no_row_is_forged(content)
        rows = list(csv.reader(StringIO(content), delimiter=";"))
        assert len(rows) == 3
        assert not [cell for row in rows for cell in row if len(cell.splitlines()) > 1]


@every_end
@time_machine.travel(MONDAY, tick=False)
def test_the_mails_to_the_customer(end: str) -> None:
    product = make_product(f"Carottes{end}{FORGED}", noun_many=f"bottes{end}{FORGED}")
    distribution = make_distribution()
    rest = make_listing(make_product("Navets"), distribution)
    order = buy({make_listing(product, distribution): 3, rest: 1})
    Order.objects.filter(pk=order.pk).update(name=f"Camille{end}{FORGED}")
    Line.objects.filter(order=order).update(note=f"Sans fanes{end}{FORGED}")
    manager, customer = manager_of(order.collective), Client()
    customer.force_login(user_of(order.household))

    line = order.lines.get(product=product)
    path = f"/commandes/{order.uid}/"
    manager.post(f"{path}lignes/{line.uid}/annuler/", {"reason": f"Le gel{end}{FORGED}"})
    customer.post(f"{path}annuler/")
    deliver_due(now=MONDAY)

    assert not OutboxMail.objects.exclude(state=OutboxMail.State.SENT).exists()
    _placed, cancelled, _order = mail.outbox
    assert f"Carottes {FORGED}" in cancelled.subject
    assert f"Le gel {FORGED}" in cancelled.body
    assert [no_row_is_forged(message.body) for message in mail.outbox] == [True] * 3


@every_end
def test_the_mail_about_what_a_manager_changed(end: str) -> None:
    product = make_product(noun_one=f"botte{end}{FORGED}", noun_many=f"bottes{end}{FORGED}")
    listing = make_listing(product)
    order = buy({listing: 3})

    managed(order, {listing: 2}, reason=f"Le gel{end}{FORGED}")

    write_mails()
    changed = OutboxMail.objects.get(kind="order_changed").text
    assert f"Le gel {FORGED}" in changed
    assert no_row_is_forged(changed)
