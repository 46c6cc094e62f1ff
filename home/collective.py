"""What every page of a collective's site says around its own words."""

from commons.collectives.models import Collective
from commons.core.web import structured
from distributions.presentation import band_of, notice_of
from distributions.schema_org import collective_facts, event_facts
from home.site_facts import SiteFacts


def collective_context(facts: SiteFacts) -> dict[str, object]:
    """The top of `home/collective_page.html`: the next distribution, or why there is none."""
    coming, dates, now = facts.next, facts.dates, facts.now
    return {
        **of_collective(facts),
        "structured": [
            structured("Organization", collective_facts(facts.collective)),
            *(structured("Event", event_facts(each)) for each in dates),
        ],
        "band": band_of(coming, now) if coming else None,
        "notice": notice_of(coming or dates[0], now) if dates else None,
    }


def of_collective(facts: SiteFacts) -> dict[str, object]:
    """What blocks and the foot of a page read of its collective, which comes with its network."""
    collective: Collective = facts.collective
    return {
        "collective": collective,
        "network": collective.network,
        "zone": collective.zone,
        "facts": facts,
    }
