"""A collective's page: what its next distributions are, who comes, where."""

from datetime import datetime

from wagtail.models import Page

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.web import structured
from distributions.addresses import shop_path
from distributions.calendar import next_distribution
from distributions.models import Attendance, Distribution
from distributions.presentation import band_of, notice_of
from distributions.schema_org import collective_facts, event_facts
from farms.models import Farm

DATES = 6
NEWS_SLUG = "actualites"  # not in the menu before there are some


def collective_context(collective: Collective, now: datetime) -> dict[str, object]:
    """What `home/collective_page.html` shows; `collective` comes with its network."""
    coming = next_distribution(collective, now)
    upcoming = Distribution.objects.of(collective).upcoming(now).select_related("place")
    dates = list(upcoming[:DATES])
    for each in dates:
        each.collective = collective
    attendances = _attendances(coming)
    engaged = Farm.objects.engaged_with(collective, on=now.astimezone(collective.zone).date())
    answered = {each.farm_id for each in attendances}
    return {
        "collective": collective,
        "structured": [
            structured("Organization", collective_facts(collective)),
            *(structured("Event", event_facts(each)) for each in dates),
        ],
        "network": collective.network,
        "zone": collective.zone,
        "next": coming,
        "shop_url": shop_path(coming) if coming else "",
        "band": band_of(coming, now) if coming else None,
        "notice": notice_of(coming or dates[0], now) if coming or dates else None,
        "dates": [(each, shop_path(each)) for each in dates],
        "attendances": attendances,
        "other_farms": [farm for farm in engaged if farm.pk not in answered],
    }


def _attendances(distribution: Distribution | None) -> list[Attendance]:
    """Those that come, then those that have not answered; the absent are left out."""
    states = [Attendance.State.PRESENT, Attendance.State.UNANSWERED]
    rows = Attendance.objects.filter(distribution=distribution, state__in=states)
    in_order = rows.select_related("farm").order_by(by_name("farm__name"), "pk")
    return sorted(in_order, key=lambda row: row.state != Attendance.State.PRESENT)


def site_context(site: Page) -> dict[str, object]:
    """The menu of a collective's site: its pages that are online and meant for it, in order."""
    pages = site.get_children().live().in_menu()
    return {"site": site, "menu": pages.exclude(slug=NEWS_SLUG, numchild=0)}
