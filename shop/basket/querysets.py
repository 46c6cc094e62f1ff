"""Whose a basket is; what it reads of listings: their windows, products, sellers and stock."""

from collections.abc import Collection

from django.db.models import BigAutoField, CharField, F, IntegerField, Q, QuerySet, UUIDField

from commons.core.questions import Among, Given, GivenSome, question
from shop.catalogue.pictures import SMALL, rendition
from shop.listings.models import Listing

SHOWN = (
    *("product__seller__farm", "product__seller__collective"),
    *("product__aisle", "product__container", "stockrecord"),
)


def shown_listings(ids: Collection[int], uids: Collection[str] = ()) -> dict[int, Listing]:
    """Listings by id with all that a page shows of them: window, product, picture, seller, stock.

    Those of some ids, and those that somebody named by their uid, whatever their distribution.
    """
    if not ids and not uids:
        return {}
    return {listing.pk: listing for listing in _shown.ask(ids=ids, uids=uids)}


def owned_as_given() -> Q:
    """In a question, the baskets of the given `household`, or `token`; the other one is None."""
    household, token = Given("household", IntegerField()), Given("token", CharField())
    return Q(household=household) | Q(token=token)


@question
def _shown() -> QuerySet[Listing]:
    # Not one or the other of two conditions: SQLite would read every listing there is.
    known = Listing.objects.filter(Among("pk", GivenSome("ids", BigAutoField())))
    named = Listing.objects.filter(Among("uid", GivenSome("uids", UUIDField())))
    wanted = known.values("pk").union(named.values("pk"))
    rows = Listing.objects.filter(pk__in=wanted).with_window().with_offered()
    pictured = rows.alias(small=rendition(SMALL)).annotate(small_picture=F("small__file"))
    shown: QuerySet[Listing] = pictured.select_related(*SHOWN)
    return shown
