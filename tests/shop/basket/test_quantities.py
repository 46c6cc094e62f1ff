"""What may be asked of a basket, and the sentence where it may not."""

from datetime import timedelta
from typing import Any

import pytest

from shop.basket.models import Basket
from shop.basket.services import Outcome, open_basket
from shop.catalogue.enums import StockMode
from shop.listings.models import Listing
from shop.order.services import choose
from tests.factories import (
    MONDAY,
    make_distribution,
    make_household,
    make_listing,
    make_product,
    make_weight_product,
)
from tests.ordering import closes

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


def basket_for(listing: Listing) -> Basket:
    return open_basket(household=make_household(), distribution=listing.distribution)


def typed(listing: Listing, text: str | int, basket: Basket | None = None) -> Outcome:
    basket = basket or basket_for(listing)
    return choose(basket=basket, wanted={str(listing.uid): text}, now=MONDAY)


def sentence(outcome: Outcome) -> str:
    (problem,) = outcome.problems.values()
    return problem.message


def held(basket: Basket) -> dict[int, int]:
    return dict(basket.lines.values_list("listing_id", "quantity")) if basket.pk else {}


def test_a_basket_is_stored_with_its_first_product() -> None:
    listing = make_listing()

    outcome = typed(listing, "2")

    assert held(outcome.basket) == {listing.pk: 2}


@pytest.mark.parametrize("text", ["0", "", " "])
def test_nothing_stores_no_basket(text: str) -> None:
    assert typed(make_listing(), text).basket.pk is None


def test_zero_takes_a_product_out() -> None:
    listing = make_listing()
    basket = typed(listing, "2").basket

    typed(listing, "0", basket)

    assert held(basket) == {}


def test_kilos_are_typed_with_a_comma() -> None:
    listing = make_listing(make_weight_product())

    assert held(typed(listing, "1,5").basket) == {listing.pk: 1500}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-1", "Une quantité ne peut pas être négative."),
        ("abc", "Saisissez un nombre, par exemple 2."),
        ("1,5", None),
        ("1000000000", "Cette quantité est trop grande."),
    ],
)
def test_a_wrong_number_of_pieces_is_told_and_kept(text: str, message: str | None) -> None:
    listing = make_listing()
    basket = typed(listing, "2").basket

    outcome = typed(listing, text, basket)

    (problem,) = outcome.problems.values()
    assert message is None or problem.message == message
    assert problem.typed == text
    assert held(basket) == {listing.pk: 2}


def test_off_the_step_the_two_nearest_are_named() -> None:
    message = sentence(typed(make_listing(make_weight_product()), "0,7"))

    assert f"0,5{NBSP}kg" in message
    assert f"1{NBSP}kg" in message


def test_more_than_the_most_is_refused() -> None:
    assert "3" in sentence(typed(make_listing(make_product(most=3)), "4"))


def test_more_than_what_is_left_is_refused_next_to_the_field() -> None:
    outcome = typed(make_listing(quota=5, ordered=3), "3")

    assert sentence(outcome) == "Il ne reste que 2 bottes."
    assert outcome.basket.pk is None


def test_what_lasts_counts_over_all_distributions() -> None:
    product = make_product(stock=4, stock_mode=StockMode.LASTING)
    product.stockrecords.update(num_allocated=3)

    assert sentence(typed(make_listing(product), "2")) == "Il ne reste que 1 botte."


def test_sold_out_is_said() -> None:
    assert sentence(typed(make_listing(quota=3, ordered=3), "1")) == "Ce produit est épuisé."


def test_the_rest_is_kept() -> None:
    distribution = make_distribution()
    good, bad = (make_listing(make_product(), distribution) for _ in range(2))

    outcome = choose(
        basket=basket_for(good), wanted={str(good.uid): "2", str(bad.uid): "abc"}, now=MONDAY
    )

    assert held(outcome.basket) == {good.pk: 2}
    assert set(outcome.problems) == {str(bad.uid)}


@pytest.mark.parametrize("uid", ["0190", "", "x" * 40])
def test_a_crafted_identifier_is_not_sold_here(uid: str) -> None:
    basket = basket_for(make_listing())

    outcome = choose(basket=basket, wanted={uid: "1"}, now=MONDAY)

    assert sentence(outcome) == "Ce produit n’est pas en vente à cette distribution."


def test_a_product_of_another_distribution_is_not_sold_here() -> None:
    outcome = typed(make_listing(), "1", basket_for(make_listing()))

    assert sentence(outcome) == "Ce produit n’est pas en vente à cette distribution."


def test_a_closed_line_takes_no_more() -> None:
    listing = make_listing(closes_at=MONDAY - timedelta(days=4))

    assert sentence(typed(listing, "1")) == (
        "Les commandes de ce produit sont closes depuis jeudi 10\u00a0h."
    )


def test_one_second_after_the_closing_it_is_closed() -> None:
    listing = make_listing(closes_at=MONDAY - timedelta(seconds=1))

    assert typed(listing, "1").problems


def test_a_cancelled_date_is_not_called_closed() -> None:
    listing = make_listing(closes_at=MONDAY - timedelta(days=4))
    listing.distribution.cancelled_at = MONDAY

    assert sentence(typed(listing, "1")) == "Cette distribution est annulée."


def test_the_last_second_is_still_open() -> None:
    listing = make_listing(closes_at=MONDAY)

    assert not typed(listing, "1").problems


def test_before_its_opening_a_line_waits() -> None:
    listing = make_listing(opens_at=MONDAY + timedelta(hours=1))

    assert sentence(typed(listing, "1")) == (
        "Les commandes de ce produit ouvrent lundi 23 nov., 11\u00a0h."
    )


def test_an_absent_farm_offers_nothing() -> None:
    listing = make_listing()
    listing.attendance.state = "absent"
    listing.attendance.save()

    assert sentence(typed(listing, "1")) == "Ce produit n’est plus proposé."


def test_the_whole_form_can_be_posted_again_after_the_closing() -> None:
    listing = make_listing()
    basket = typed(listing, "2").basket
    closes(listing)

    assert not typed(listing, "2", basket).problems


def test_after_the_closing_a_product_can_still_be_taken_out_of_a_basket() -> None:
    listing = make_listing()
    basket = typed(listing, "2").basket
    closes(listing)

    assert not typed(listing, "0", basket).problems
    assert held(basket) == {}


@pytest.mark.parametrize(
    ("before", "sign", "after"), [("0", 1, 1000), ("1", 1, 1500), ("1", -1, 0), ("1,7", -1, 1500)]
)
def test_buttons_go_by_whole_steps_and_never_below_the_least(
    before: str, sign: int, after: int
) -> None:
    listing = make_listing(make_weight_product(least=1000))
    uid = str(listing.uid)

    outcome = choose(
        basket=basket_for(listing), wanted={uid: before}, steps={uid: sign}, now=MONDAY
    )

    assert not outcome.problems
    assert held(outcome.basket) == ({listing.pk: after} if after else {})


def test_a_basket_of_many_products_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    distribution = make_distribution()
    listings = [make_listing(make_product(), distribution) for _ in range(12)]
    basket = basket_for(listings[0])

    with django_assert_max_num_queries(9):
        choose(basket=basket, wanted={str(each.uid): "1" for each in listings}, now=MONDAY)


def test_oscars_own_total_is_ours() -> None:
    listing = make_listing(make_weight_product(), price="3.33")
    basket = typed(listing, "1,5").basket

    (line,) = basket.lines.all()
    assert str(line.line_price_incl_tax) == "5.00"


def test_a_button_alone_steps_from_what_the_basket_holds() -> None:
    listing = make_listing()
    basket = typed(listing, "11").basket

    choose(basket=basket, wanted={}, steps={str(listing.uid): 1}, now=MONDAY)

    assert held(basket) == {listing.pk: 12}
