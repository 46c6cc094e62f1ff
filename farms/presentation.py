"""What a farm's page shows; its dates and products come by template tags."""

from datetime import date
from typing import Any

from farms.models import Certification, Farm
from farms.selectors import engagements_on


def farm_context(farm: Farm, day: date) -> dict[str, Any]:
    """What `farms/farm_page.html` shows: certificates valid on a day, collectives served."""
    certificates = Certification.objects.filter(
        farm=farm, valid_from__lte=day, valid_until__gte=day
    )
    engagements = engagements_on(day).filter(farm=farm).order_by("collective__name")
    return {
        "farm": farm,
        "certificates": certificates.select_related("label").order_by("label__position"),
        "collectives": [each.collective for each in engagements.select_related("collective")],
    }
