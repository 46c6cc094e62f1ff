"""What blocks of a site ask beside what they are given."""

from collections.abc import Sequence

from django import template

from distributions.models import PickupPlace
from home.site_facts import SiteFacts

register = template.Library()


@register.simple_tag
def shown_places(chosen: PickupPlace | None, facts: SiteFacts | None) -> Sequence[PickupPlace]:
    """The place that the editor chose, of that collective; else each in use."""
    if not isinstance(facts, SiteFacts):
        return []
    if chosen is None:
        return facts.places
    return [chosen] if chosen.collective_id == facts.collective.pk else []
