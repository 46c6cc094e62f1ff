"""From an address to the distribution, the product or the new address."""

import secrets
from typing import Any, NamedTuple

from django.db.models import IntegerField, QuerySet, SlugField
from django.http import Http404

from commons.accounts.models import Household
from commons.collectives.models import Collective
from commons.collectives.selectors import accepted_terms
from commons.core.questions import Given, question
from distributions.models import Distribution, FormerSlug, GoneDate
from shop.basket.models import Basket
from shop.basket.owner import TOKEN_BYTES, Owner
from shop.basket.querysets import owned_as_given


class Address(NamedTuple):
    """Where a distribution's pages are: the slug of its collective, and its own."""

    collective: str
    slug: str


class Moved(Exception):
    """The distribution has another address now."""

    def __init__(self, distribution: Distribution) -> None:
        super().__init__(distribution)
        self.distribution = distribution


class Gone(Exception):
    """The date was removed, with its calendar."""

    def __init__(self, date: GoneDate) -> None:
        super().__init__(date)
        self.date = date


def distribution_at(collective: str, slug: str) -> Distribution:
    """The distribution of an address, with its place, collective and network, in one query.

    :raises Moved: it was moved; :raises Gone: it was removed; :raises Http404: this collective has
        no such distribution.
    """
    if found := _at_address.ask(collective=collective, slug=slug):
        return found[0]
    former = FormerSlug.objects.filter(collective__slug=collective, slug=slug).first()
    if former is None:
        raise _gone(collective, slug) or Http404
    raise Moved(_with_all_that_pages_show().get(pk=former.distribution_id))


def _gone(collective: str, slug: str) -> Gone | None:
    rows = GoneDate.objects.select_related("collective")
    date = rows.filter(collective__slug=collective, slug=slug).first()
    return Gone(date) if date else None


def distribution_to_order(
    address: Address, household: Household | None
) -> tuple[Distribution, int | None]:
    """The same, and the version of the terms of sale that a household has accepted as a member.

    :raises Moved: it was moved; :raises Http404: this collective has no such distribution.
    """
    of_household = {"household": household and household.pk}
    found: list[Any] = _at_address_with_terms.ask(**of_household, **address._asdict())
    return (found[0], found[0].accepted_terms) if found else (distribution_at(*address), None)


def basket_at(address: Address, owner: Owner, *, held: bool = False) -> Basket:
    """The owner's open basket with its distribution, in one query where there is one.

    Else a new one, not stored. ``held``: nobody else changes it until the transaction ends.

    :raises Moved: the distribution was moved; :raises Http404: there is none.
    """
    given = {"household": owner.household and owner.household.pk, "token": owner.token}
    baskets = _held_basket if held else _basket
    found = baskets.ask(**given, **address._asdict()) if any(given.values()) else []
    basket = found[0] if found else _new_basket(distribution_at(*address), owner)
    basket.household, basket.collective = owner.household, basket.distribution.collective
    return basket


def _new_basket(distribution: Distribution, owner: Owner) -> Basket:
    token = None if owner.household else owner.token or secrets.token_urlsafe(TOKEN_BYTES)
    return Basket(token=token, distribution=distribution)


@question
def _basket() -> QuerySet[Basket]:
    return _open_baskets()


@question
def _held_basket() -> QuerySet[Basket]:
    return _open_baskets().select_for_update(of=("self",), no_key=True)


def _open_baskets() -> QuerySet[Basket]:
    rows = Basket.objects.select_related("distribution__place", "distribution__collective__network")
    at = {
        "distribution__collective__slug": Given("collective", SlugField()),
        "distribution__slug": Given("slug", SlugField()),
    }
    found: QuerySet[Basket] = rows.filter(owned_as_given(), status=Basket.OPEN, **at)
    return found.order_by()


@question
def _at_address() -> QuerySet[Distribution]:
    return _of_address()


@question
def _at_address_with_terms() -> QuerySet[Distribution]:
    accepted = accepted_terms(Given("household", IntegerField()))
    rows: QuerySet[Distribution] = _of_address().annotate(accepted_terms=accepted)
    return rows


def _of_address() -> QuerySet[Distribution]:
    collective, slug = Given("collective", SlugField()), Given("slug", SlugField())
    return _with_all_that_pages_show().filter(collective__slug=collective, slug=slug)


def _with_all_that_pages_show() -> QuerySet[Distribution]:
    return Distribution.objects.select_related("place", "collective__network").order_by()


def collective_at(slug: str) -> Collective:
    """:raises Http404: there is no such collective."""
    found: Collective | None = (
        Collective.objects.select_related("network").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    return found
