"""Every write of farms, their people, engagements and labels."""

from farms.services.commission import set_commission
from farms.services.consent import (
    accept_proposal,
    decline_proposal,
    give_rights,
    withdraw_proposal,
)
from farms.services.engagements import (
    end_engagement,
    engage_farm,
    pause_engagement,
    resume_engagement,
)
from farms.services.identity import (
    add_certification,
    create_farm,
    end_certification,
    load_labels,
    set_vat_regime,
    update_farm,
)
from farms.services.people import (
    accept_invitation,
    add_farm_member,
    invite_to_farm,
    remove_farm_member,
    withdraw_invitation,
)
from farms.services.publishing import set_farm_page_approval
from farms.services.terms import Terms, change_terms

__all__ = [
    "Terms",
    "accept_invitation",
    "accept_proposal",
    "add_certification",
    "add_farm_member",
    "change_terms",
    "create_farm",
    "decline_proposal",
    "end_certification",
    "end_engagement",
    "engage_farm",
    "give_rights",
    "invite_to_farm",
    "load_labels",
    "pause_engagement",
    "remove_farm_member",
    "resume_engagement",
    "set_commission",
    "set_farm_page_approval",
    "set_vat_regime",
    "update_farm",
    "withdraw_invitation",
    "withdraw_proposal",
]
