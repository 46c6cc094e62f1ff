"""Every write of farms, their people, engagements and labels."""

from farms.services.engagements import (
    end_engagement,
    engage_farm,
    pause_engagement,
    resume_engagement,
)
from farms.services.identity import (
    add_certification,
    add_farm_member,
    create_farm,
    end_certification,
    load_labels,
    remove_farm_member,
    set_vat_regime,
    update_farm,
)
from farms.services.terms import Terms, change_terms

__all__ = [
    "Terms",
    "add_certification",
    "add_farm_member",
    "change_terms",
    "create_farm",
    "end_certification",
    "end_engagement",
    "engage_farm",
    "load_labels",
    "pause_engagement",
    "remove_farm_member",
    "resume_engagement",
    "set_vat_regime",
    "update_farm",
]
