"""From an address to the distribution, the product or the new address."""

from django.db.models import QuerySet, SlugField
from django.http import Http404

from commons.collectives.models import Collective
from commons.core.questions import Given, question
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
    if found := _at_address.ask(collective=collective, slug=slug):
        return found[0]
    former = FormerSlug.objects.filter(collective__slug=collective, slug=slug).first()
    if former is None:
        raise Http404
    raise Moved(_with_all_that_pages_show().get(pk=former.distribution_id))


@question
def _at_address() -> QuerySet[Distribution]:
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
