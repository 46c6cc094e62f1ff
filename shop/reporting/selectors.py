"""A seller's list as it stands now, for the page and its files."""

from dataclasses import replace
from datetime import datetime

from distributions.models import Distribution
from shop.partner.models import Partner
from shop.reporting.closing_times import open_listings, times_of
from shop.reporting.lines import closed, lines_of
from shop.reporting.models import SentList
from shop.reporting.seller_lists import SellerList, list_of
from shop.reporting.snapshots import changes, snapshot


def current_list(distribution: Distribution, seller: Partner, now: datetime) -> SellerList:
    """All that is ordered by now, and what changed since the list that the seller received.

    Read `distribution` with its collective and place. Five queries at most. A difference that
    was told stays marked: what hangs in the barn is the list.
    """
    lines = lines_of(distribution, seller)
    times = times_of(distribution, seller)
    shown = list_of(distribution, seller, lines, times=times, at=now)
    lists = SentList.objects.filter(distribution=distribution, seller=seller)
    sent = lists.exclude(kind=SentList.Kind.DIFFERENCE).order_by("sent_at", "pk").last()
    if not sent:
        return shown
    still_open = open_listings(distribution, now)
    shut = snapshot(closed(lines, now))
    if sent.kind == SentList.Kind.EARLY:
        told = {line["listing"] for line in sent.lines}
        shut = [line for line in shut if line["listing"] in told]
    return replace(shown, sent=sent, changes=changes(sent.lines, shut, still_open=still_open))
