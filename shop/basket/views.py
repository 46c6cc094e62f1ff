"""The shop's pages; everyone may look."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from collectifs.collectives.addresses import collective_path
from distributions.addresses import shop_path
from distributions.calendar import next_distribution
from distributions.models import Distribution
from shop.basket.finding import Moved, collective_at, distribution_at
from shop.basket.habits import usual_products
from shop.basket.product_page import product_page
from shop.basket.shop_page import shop_page
from shop.listings.search import ShopQuery


def next_shop(request: HttpRequest, collective: str) -> HttpResponse:
    """`/<collectif>/boutique/`: the shop of the next distribution, else the collective's page."""
    found = collective_at(collective)
    coming = next_distribution(found, timezone.now())
    return redirect(shop_path(coming) if coming else collective_path(found))


class ShopView(View):
    """`/<collectif>/boutique/<date>-<lieu>/`: what one can order at a distribution."""

    def get(self, request: HttpRequest, collective: str, distribution: str) -> HttpResponse:
        try:
            found = distribution_at(collective, distribution)
        except Moved as moved:
            return redirect(shop_path(moved.distribution), permanent=True)
        return render(request, "shop/shop.html", self.context(request, found))

    def context(self, request: HttpRequest, distribution: Distribution) -> dict[str, Any]:
        return shop_page(
            distribution=distribution,
            now=timezone.now(),
            query=ShopQuery.of(request.GET),
            habits=usual_products(request.user, distribution.collective),
        )


def product(
    request: HttpRequest, collective: str, distribution: str, product: UUID
) -> HttpResponse:
    """`…/produits/<uid>/`: one product of a distribution."""
    try:
        found = distribution_at(collective, distribution)
    except Moved as moved:
        return redirect("shop:product", collective, moved.distribution.slug, product)
    context = product_page(distribution=found, product_uid=product, now=timezone.now())
    return render(request, "shop/product.html", context)
