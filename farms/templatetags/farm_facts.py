"""What a farm's page says of the farm itself; what it brings comes by the tags of the shop."""

from collections.abc import Sequence

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.web import structured
from farms.models import Certification, Farm, FarmPage
from farms.schema_org import farm_facts
from farms.selectors import engagements_on

register = template.Library()


@register.simple_tag
def farm_for_machines(farm: Farm, page: FarmPage | None = None) -> SafeString:
    """The farm as search engines read it; where it has no page, with what everybody knows."""
    return structured("LocalBusiness", farm_facts(farm, page or None))


@register.simple_tag
def valid_certificates(farm: Farm) -> Sequence[Certification]:
    """The farm's certificates of today, in the order of their labels."""
    today = timezone.localdate()
    certificates = farm.certifications.filter(valid_from__lte=today, valid_until__gte=today)
    return list(certificates.select_related("label").order_by("label__position"))


@register.simple_tag
def collectives_served(farm: Farm) -> Sequence[Collective]:
    """By name."""
    engagements = engagements_on(timezone.localdate()).filter(farm=farm)
    rows = engagements.select_related("collective").order_by(by_name("collective__name"), "pk")
    return [engagement.collective for engagement in rows]
