"""Every write of the network, its collectives, their members and roles."""

from commons.collectives.services.communes import load_communes
from commons.collectives.services.federation import (
    create_collective,
    create_network,
    set_collective_pause,
    set_legal_identity,
    set_school_zone,
    set_vat_status,
)
from commons.collectives.services.look import dress_collective
from commons.collectives.services.members import join_collective, leave_collective
from commons.collectives.services.roles import (
    grant_network_role,
    grant_role,
    revoke_network_role,
    revoke_role,
)
from commons.collectives.services.settings import set_order_settings

__all__ = [
    "create_collective",
    "create_network",
    "dress_collective",
    "grant_network_role",
    "grant_role",
    "join_collective",
    "leave_collective",
    "load_communes",
    "revoke_network_role",
    "revoke_role",
    "set_collective_pause",
    "set_legal_identity",
    "set_order_settings",
    "set_school_zone",
    "set_vat_status",
]
