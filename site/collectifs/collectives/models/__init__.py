"""Network, collectives, members and roles."""

from collectifs.collectives.models.collective import (
    Collective,
    CollectiveVatStatus,
    FeeBearer,
    Network,
)
from collectifs.collectives.models.commune import Commune
from collectifs.collectives.models.membership import (
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
