"""Farms, their people, their engagements with collectives, their labels."""

from farms.models.certification import Certification, Label
from farms.models.engagement import FarmEngagement
from farms.models.farm import Farm, FarmMember, FarmVatStatus, VatRegime
from farms.models.page import FarmPage

__all__ = [
    "Certification",
    "Farm",
    "FarmEngagement",
    "FarmMember",
    "FarmPage",
    "FarmVatStatus",
    "Label",
    "VatRegime",
]
