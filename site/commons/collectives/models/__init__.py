"""Network, collectives, members and roles."""

from commons.collectives.models.collective import (
    Collective,
    CollectiveVatStatus,
    FeeBearer,
    Network,
)
from commons.collectives.models.commune import Commune
from commons.collectives.models.membership import (
    CollectiveRole,
    Membership,
    NetworkRole,
    Role,
    RoleInNetwork,
)

__all__ = [
    "Collective",
    "CollectiveRole",
    "CollectiveVatStatus",
    "Commune",
    "FeeBearer",
    "Membership",
    "Network",
    "NetworkRole",
    "Role",
    "RoleInNetwork",
]
