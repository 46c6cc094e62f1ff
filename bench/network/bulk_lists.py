"""What the tick leaves of a closing: its rows and the lists that went to the sellers."""

from datetime import datetime

from distributions.models import Distribution
from shop.reporting.closing_times import closing_times
from shop.reporting.lines import closed, lines_by_seller
from shop.reporting.models import Closing, SentList
from shop.reporting.snapshots import snapshot


def write_lists(distribution: Distribution, *, at: datetime) -> None:
    """Each seller's closing, processed, and its list; all that is sold closes at one time."""
    lines, sellers = lines_by_seller(distribution), closing_times([distribution.pk])
    Closing.objects.bulk_create(
        Closing(
            distribution=distribution,
            seller_id=seller.seller_id,
            closes_at=moment,
            processed_at=at,
        )
        for seller, moments in sellers.items()
        for moment in moments
    )
    SentList.objects.bulk_create(
        SentList(
            distribution=distribution,
            seller_id=seller.seller_id,
            kind=SentList.Kind.FULL,
            sent_at=at,
            lines=snapshot(closed(lines.get(seller.seller_id, []), at)),
        )
        for seller in sellers
    )
