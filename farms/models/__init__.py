"""Farms, their people, their engagements with collectives, their labels."""

from farms.models.certification import Certification, Label
from farms.models.engagement import FarmEngagement, Right
from farms.models.farm import Farm, FarmMember, FarmVatStatus, VatRegime
from farms.models.page import FarmPage, FarmsPage
from farms.models.proposal import FarmInvitation, Proposal

__all__ = [
    "Certification",
    "Farm",
    "FarmEngagement",
    "FarmInvitation",
    "FarmMember",
    "FarmPage",
    "FarmsPage",
    "FarmVatStatus",
    "Label",
    "Proposal",
    "Right",
    "VatRegime",
]
