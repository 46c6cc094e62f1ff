"""What an order is made of, and what stops it."""

from decimal import Decimal

import pytest
from django.core import mail

from commons.collectives.exceptions import TermsNotAccepted
from commons.collectives.models import FeeBearer, Membership
from commons.core.models import OutboxMail
from farms.models import FarmVatStatus, VatRegime
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.listings.models import StockMove
from shop.listings.services import withdraw_listing
from shop.order.exceptions import BasketAdjusted, EmptyBasket, NotAsShown
from shop.order.models import Order, OrderEvent
from shop.order.services import Customer, place_order
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_household,
    make_listing,
    make_product,
    make_weighed_product,
    make_weight_product,
)
from tests.ordering import buy, closes, draft_beside, drafted, fill, held, order_of, price, user_of
from tests.written import write_mails

pytestmark = pytest.mark.django_db


def refused(basket: Basket) -> list[str]:
    with pytest.raises(BasketAdjusted) as caught:
        order_of(basket)
    assert not Order.objects.filter(household=basket.household).exists()
    return [str(each) for each in caught.value.adjustments]


def test_an_order_holds_the_stock_and_logs_it() -> None:
    listing = make_listing(quota=10)

    order = buy({listing: 3})

    listing.refresh_from_db()
    assert (held(order), listing.ordered) == ({listing.pk: 3}, 3)
    assert list(StockMove.objects.values_list("delta", "reference")) == [(3, order.number)]


def test_numbers_are_short_in_the_distribution_and_opaque_outside() -> None:
    listing = make_listing()

    first, second = buy({listing: 1}), buy({listing: 1})
    other = buy({make_listing(): 1})

    assert [first.short_number, second.short_number, other.short_number] == [1, 2, 1]
    assert len({first.number, second.number, other.number}) == 3


def test_amounts_follow_the_three_ways_of_selling() -> None:
    distribution = make_distribution()
    piece = make_listing(make_product(price="2.70"), distribution)
    weight = make_listing(make_weight_product(price="3.20"), distribution)
    weighed = make_listing(make_weighed_product(price="13.90"), distribution)

    order = buy({piece: 2, weight: 1500, weighed: 1})

    amounts = dict(order.lines.values_list("listing_id", "due_cents"))
    assert amounts == {piece.pk: 540, weight.pk: 480, weighed.pk: 2502}
    assert (order.total_cents, order.total_incl_tax) == (3522, Decimal("35.22"))


def test_a_line_freezes_rates_and_who_bears_them() -> None:
    collective = make_collective(default_commission_rate=7, fee_bearer=FeeBearer.COLLECTIVE)
    distribution = make_distribution(collective)
    farm = make_farm()
    make_engagement(farm, collective, commission_rate=Decimal(4))
    listing = make_listing(make_product(farm=farm, vat_rate=Decimal("5.5")), distribution)

    (line,) = buy({listing: 2}).lines.all()

    assert (line.commission_rate, line.fee_rate, line.fee_bearer) == (4, 5, "collective")
    assert (line.vat_rate, line.line_price_excl_tax) == (Decimal("5.5"), Decimal("5.12"))
    assert line.seller_name == farm.name


def test_a_farm_in_franchise_has_no_vat() -> None:
    farm = make_farm()
    FarmVatStatus.objects.filter(farm=farm).update(regime=VatRegime.FRANCHISE)

    (line,) = buy({make_listing(make_product(farm=farm)): 1}).lines.all()

    assert (line.vat_rate, line.line_price_excl_tax) == (None, line.line_price_incl_tax)


def test_the_collectives_own_goods_bear_no_commission() -> None:
    collective = make_collective()
    bags = make_product("Sac en toile", collective=collective, farm=None)

    (line,) = buy({make_listing(bags, make_distribution(collective)): 1}).lines.all()

    assert (line.seller, line.commission_rate) == (collective.seller, 0)
    assert line.seller_name == collective.name


def test_a_new_person_joins_by_ordering() -> None:
    listing = make_listing()
    household = make_household()

    buy({listing: 1}, household)

    membership = Membership.objects.get(household=household, collective=listing.collective)
    assert membership.terms_version == listing.collective.terms_version


def test_without_the_terms_nothing_is_ordered() -> None:
    basket = fill({make_listing(): 1}, make_household())
    assert basket.household

    with pytest.raises(TermsNotAccepted):
        place_order(
            basket=basket,
            customer=Customer(user_of(basket.household), "Camille", ""),
            accepts_terms=False,
            now=MONDAY,
        )

    assert not Order.objects.exists()


def test_an_empty_basket_is_not_ordered() -> None:
    basket = fill({make_listing(): 1})
    BasketLine.objects.all().delete()

    with pytest.raises(EmptyBasket):
        order_of(basket)


def test_beside_the_order_nothing_is_left_to_draft() -> None:
    listing = make_listing()
    basket = fill({listing: 2})

    order_of(basket)

    assert not basket.lines.exists()
    assert drafted(basket) == {listing.pk: 2}


def test_the_last_check_lowers_to_what_is_left_and_names_it() -> None:
    listing = make_listing(make_product("Carottes des sables"), quota=5)
    basket = fill({listing: 3})
    buy({listing: 3})

    (sentence,) = refused(basket)

    assert sentence == (
        "Carottes des sables\xa0: il ne restait que 2 bottes. "
        "Nous avons ajusté votre panier (vous demandiez 3 bottes)."
    )
    assert drafted(basket) == {listing.pk: 2}
    assert order_of(basket).total_cents == 540


def test_what_remains_by_the_step_is_kept() -> None:
    listing = make_listing(make_weight_product(), quota=4800)
    basket = fill({listing: 2000})
    buy({listing: 3500})

    refused(basket)

    assert drafted(basket) == {listing.pk: 1000}


def test_a_closed_line_falls_out_and_the_rest_is_kept() -> None:
    distribution = make_distribution()
    capon = make_listing(make_product("Chapon"), distribution)
    leek = make_listing(make_product("Poireaux"), distribution)
    basket = fill({capon: 1, leek: 1})
    closes(capon)

    (sentence,) = refused(basket)

    since = "Chapon\xa0: les commandes de ce produit sont closes depuis aujourd’hui 9\xa0h."
    assert sentence.startswith(since)
    assert drafted(basket) == {leek.pk: 1}


def test_a_withdrawn_product_falls_out() -> None:
    listing = make_listing(make_product("Chapon"))
    basket = fill({listing: 1})
    withdraw_listing(listing=listing, actor=None, now=MONDAY)

    assert "n’est plus proposé" in refused(basket)[0]


def test_a_new_price_asks_again() -> None:
    listing = make_listing(make_product("Chapon", price="5.00"))
    basket = fill({listing: 2})
    shown = draft_beside(basket).shown
    price(listing, "7.00")

    with pytest.raises(NotAsShown) as caught:
        order_of(basket, shown)

    assert caught.value.differences == [
        "Chapon\xa0: 5,00\xa0€ devient 7,00\xa0€.",
        "Total\xa0: 10,00\xa0€ devient 14,00\xa0€.",
    ]
    assert not Order.objects.exists()
    assert order_of(basket, draft_beside(basket).shown).total_cents == 1400


def test_twelve_lines_take_at_most_thirty_queries(django_assert_max_num_queries: object) -> None:
    distribution = make_distribution()
    basket = fill({make_listing(make_product(), distribution, quota=9): 1 for _ in range(12)})

    with django_assert_max_num_queries(30):  # type: ignore[operator]
        order_of(basket)


def test_the_confirmation_says_all(django_capture_on_commit_callbacks: object) -> None:
    listing = make_listing(make_product("Carottes des sables"))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        order = buy({listing: 2})

    (message,) = mail.outbox
    assert message.subject == "Votre commande n°\xa01 du vendredi 27 novembre, Halle aux Grains"
    assert "2 bottes · Carottes des sables (la botte, 2,70\xa0€) · 5,40\xa0€" in message.body
    assert "17\xa0h\xa030 – 19\xa0h\xa030" in message.body
    assert f"/commandes/{order.uid}/" in message.body
    (html,) = message.alternatives
    assert "Halle aux Grains" in html.content
    (calendar,) = message.attachments
    assert calendar.filename == "retrait-2026-11-27.ics"
    assert "BEGIN:VEVENT" in str(calendar.content)


def test_the_confirmation_is_in_french_for_whoever_chose_no_language() -> None:
    buy({make_listing(make_weighed_product()): 1})

    write_mails()
    stored = OutboxMail.objects.get()
    assert "pesé au retrait" in stored.text
    assert "Retrait de la commande" in bytes(stored.attachments.get().content).decode()


def test_what_was_done_is_noted() -> None:
    order = buy({make_listing(): 1})

    (event,) = order.events.all()
    assert (event.kind, event.at, event.actor) == (OrderEvent.Kind.PLACED, MONDAY, order.user)
