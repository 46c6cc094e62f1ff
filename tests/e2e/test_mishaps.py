"""What people do to a page that orders: twice, backwards, in two tabs, without network."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from shop.order.models import Order
from shop.order.services import cancel_order
from tests.e2e.browsing import ready, visit
from tests.e2e.conftest import PageAt
from tests.e2e.stall import Box, Stall

pytestmark = pytest.mark.browser

THANKS = re.compile(r"/commandes/.+/merci/$")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, page_at: PageAt, stall: Stall) -> Page:
    stall.fill(carrots=2)
    opened = page_at(javascript=request.param, user=stall.user)
    visit(opened, stall.basket)
    return opened


def commit(page: Page, *, twice: bool = False) -> None:
    button = page.locator("button[name=commander]")
    if twice:
        button.dblclick()
    else:
        button.click()


def test_two_taps_make_one_order(page: Page) -> None:
    commit(page, twice=True)

    page.wait_for_url(THANKS)
    assert Order.objects.count() == 1


def test_back_after_ordering_shows_the_order_and_nothing_more_to_order(page: Page) -> None:
    commit(page)
    page.wait_for_url(THANKS)

    page.go_back()
    ready(page)

    expect(page.get_by_text("Vous avez déjà commandé")).to_be_visible()
    expect(page.locator("button[name=commander]")).to_be_hidden()
    assert Order.objects.count() == 1
    assert Order.objects.get().total_cents == 540


def test_a_stale_tab_orders_nothing_that_was_not_seen(page: Page, stall: Stall) -> None:
    other = page.context.new_page()
    visit(other, stall.basket)
    Box(other, stall.carrots).input.fill("5")
    with other.expect_response(lambda answer: answer.request.method == "POST"):
        Box(other, stall.carrots).input.press("Enter")

    commit(page)
    page.wait_for_load_state()

    assert not Order.objects.filter(lines__quantity=5).exists()


def test_an_order_cancelled_in_another_tab_leaves_all_that_this_one_shows(
    page_at: PageAt, stall: Stall
) -> None:
    stall.fill(carrots=2, eggs=1)
    page = page_at(user=stall.user)
    visit(page, stall.basket)
    commit(page)
    page.wait_for_url(THANKS)
    visit(page, stall.basket)
    order = Order.objects.get()
    cancel_order(order=order, actor=stall.user, now=timezone.now())

    with page.expect_navigation():
        Box(page, stall.carrots).input.fill("3")
        Box(page, stall.carrots).input.press("Enter")
    ready(page)

    expect(page.get_by_text("Votre commande a été annulée entre-temps")).to_be_visible()
    expect(page.get_by_text("Vous avez déjà commandé")).to_be_hidden()
    assert Box(page, stall.carrots).input.input_value() == "3"
    assert Box(page, stall.eggs).input.input_value() == "1"
    expect(page.locator("button[name=commander]")).to_be_visible()


def test_the_order_waits_for_a_change_that_is_on_its_way(page_at: PageAt, stall: Stall) -> None:
    stall.fill(carrots=2)
    page = page_at(user=stall.user)
    visit(page, stall.basket)

    Box(page, stall.carrots).plus.click()
    commit(page)

    page.wait_for_url(THANKS)
    assert Order.objects.get().total_cents == 810


def test_without_network_the_basket_is_kept_and_can_be_ordered_later(
    page_at: PageAt, stall: Stall
) -> None:
    stall.fill(carrots=2)
    page = page_at(user=stall.user)
    visit(page, stall.basket)
    page.context.set_offline(True)
    Box(page, stall.carrots).plus.click()
    commit(page)
    expect(page.locator("[data-co-offline]")).to_be_visible()

    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.context.set_offline(False)
    commit(page)

    page.wait_for_url(THANKS)
    assert Order.objects.get().total_cents == 810
