"""From an address to the distribution, the product or the new address."""

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
    rows = Distribution.objects.select_related("place", "collective__network")
    found: Distribution | None = rows.filter(collective__slug=collective, slug=slug).first()
    if found:
        return found
    former = FormerSlug.objects.filter(collective__slug=collective, slug=slug).first()
    if former is None:
        raise Http404
    raise Moved(rows.get(pk=former.distribution_id))


def collective_at(slug: str) -> Collective:
    """:raises Http404: there is no such collective."""
    found: Collective | None = (
        Collective.objects.select_related("network").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    return found
