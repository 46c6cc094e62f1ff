"""A shop that is open now, with a product of each sale: what tests of the shop's page press."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page

from commons.accounts.models import Household, User
from distributions.models import Distribution
from shop.basket.models import Line
from shop.listings.models import Listing
from tests.factories import (
    make_aisle,
    make_distribution,
    make_farm,
    make_listing,
    make_member,
    make_product,
    make_weight_product,
)
from tests.ordering import fill, user_of


@dataclass(frozen=True)
class Stall:
    """`carrots` by the bunch, `leeks` by steps of 500 g, `eggs` of which three are left."""

    distribution: Distribution
    carrots: Listing
    leeks: Listing
    eggs: Listing
    household: Household

    @property
    def user(self) -> User:
        return user_of(self.household)

    @property
    def shop(self) -> str:
        return self._path("shop:shop")

    @property
    def basket(self) -> str:
        return self._path("checkout:basket")

    def _path(self, name: str) -> str:
        return reverse(name, args=[self.distribution.collective.slug, self.distribution.slug])

    def fill(self, **quantities: int) -> None:
        """Put base units, by the name of the listing, into the household's basket."""
        wanted = {getattr(self, name): quantity for name, quantity in quantities.items()}
        fill(wanted, self.household, now=timezone.now())

    def held(self) -> dict[str, int]:
        """Base units in the baskets, by title."""
        return dict(Line.objects.values_list("product__title", "quantity"))


def open_distribution() -> Distribution:
    now = timezone.now()
    return make_distribution(
        day=(now + timedelta(days=3)).date(),
        opens_at=now - timedelta(days=2),
        closes_at=now + timedelta(days=1),
    )


def make_stall() -> Stall:
    chosen, farm = open_distribution(), make_farm("Ferme des Hirondelles")
    eggs = make_product(
        "Œufs plein air", farm=farm, aisle=make_aisle("Œufs", "oeufs"), price=Decimal("2.10")
    )
    return Stall(
        chosen,
        make_listing(make_product(farm=farm), chosen),
        make_listing(make_weight_product(farm=farm), chosen),
        make_listing(eggs, chosen, limited=True, quota=3),
        make_member(chosen.collective),
    )


class Box:
    """The controls of one product on a page."""

    def __init__(self, page: Page, listing: Listing) -> None:
        self.root: Locator = page.locator(f"[data-co-qty='{listing.uid}']")
        self.add = self.root.locator(".add")
        self.plus = self.root.locator(".stepper [name=plus]")
        self.minus = self.root.locator("[name=moins]")
        self.input = self.root.locator("input")
