"""Who publishes the pages of farms: each farm its own, or the network after reading it."""

from datetime import datetime

from commons.accounts.models import User
from commons.collectives.models import Network, NetworkRole, RoleInNetwork
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from farms.exceptions import NobodyApproves
from farms.sections import settle_publishing


@write
def set_farm_page_approval(
    *, network: Network, by_network: bool, actor: User | None, now: datetime
) -> Network:
    """Say whether farms' pages are public only once an editor of the network has approved them.

    What is public stays so. What waits when farms publish again is a draft of theirs.
    Raises ``NobodyApproves``.
    """
    held = hold_rows(Network.objects.filter(pk=network.pk))[0]
    if by_network and not NetworkRole.objects.filter(role=RoleInNetwork.EDITOR).exists():
        raise NobodyApproves
    held.approves_farm_pages = network.approves_farm_pages = by_network
    held.save(update_fields=["approves_farm_pages"])
    settle_publishing(actor=actor)
    data = {"by_network": by_network}
    record(actor=actor, action="set_farm_page_approval", target=held, data=data, now=now)
    return held
