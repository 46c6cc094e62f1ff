"""From an address to the distribution, the product or the new address."""

from functools import cache

from django.db.models import QuerySet
from django.http import Http404

from collectifs.collectives.models import Collective
from distributions.models import Distribution, FormerSlug


class Moved(Exception):
    """The distribution has another address now."""

    def __init__(self, distribution: Distribution) -> None:
        super().__init__(distribution)
        self.distribution = distribution


def distribution_at(collective: str, slug: str) -> Distribution:
    """The distribution of an address, with its place, collective and network, in one query.

    :raises Moved: it was moved; :raises Http404: this collective has no such distribution.
    """
    rows = _with_all_that_pages_show()
    found = next(iter(rows.filter(collective__slug=collective, slug=slug)), None)
    if found:
        return found
    former = FormerSlug.objects.filter(collective__slug=collective, slug=slug).first()
    if former is None:
        raise Http404
    raise Moved(rows.get(pk=former.distribution_id))


@cache
def _with_all_that_pages_show() -> QuerySet[Distribution]:
    """Never evaluated itself: put together once."""
    return Distribution.objects.select_related("place", "collective__network").order_by()


def collective_at(slug: str) -> Collective:
    """:raises Http404: there is no such collective."""
    found: Collective | None = (
        Collective.objects.select_related("network").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    return found
