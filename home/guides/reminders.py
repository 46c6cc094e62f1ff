"""Guides that are to be read again: whoever may do it is reminded, once for each due date."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.groups import collective_group, network_group
from commons.collectives.models import Role, RoleInNetwork
from commons.core.isolation import isolated
from commons.core.locking import hold_rows, write
from commons.core.mail_signatures import signature_of
from home.backoffice.notifications import GuideToReview
from home.guides.readers import writers_of
from home.models import GuidePage, ReviewReminder

MORNING = timedelta(hours=8)
"""Nobody is written to in the night."""


def remind_of_reviews(*, now: datetime) -> int:
    """Write to the editors of the network, and of the collective that wrote the guide; counted."""
    due = list(_due(now).values_list("pk", flat=True))
    done = 0
    with isolated("reviews of guides") as alone:
        for guide in due:
            with alone(guide):
                done += _remind(guide, now)
    return done


def _due(now: datetime) -> QuerySet[GuidePage]:
    told = ReviewReminder.objects.filter(guide=OuterRef("pk"), due_on=OuterRef("review_due_on"))
    day = timezone.localdate(now - MORNING)
    due: QuerySet[GuidePage] = GuidePage.objects.live().filter(review_due_on__lte=day)
    return due.filter(~Exists(told)).order_by("review_due_on", "pk")


@write
def _remind(pk: int, now: datetime) -> bool:
    guide = next(iter(hold_rows(_due(now).filter(pk=pk))), None)
    due_on = guide.review_due_on if guide else None
    if guide is None or due_on is None:
        return False
    ReviewReminder.objects.create(guide=guide, due_on=due_on, sent_at=now)
    collective = writers_of([guide]).get(guide.pk)
    groups = [network_group(RoleInNetwork.EDITOR)]
    groups += [collective_group(collective, Role.EDITOR)] if collective else []
    people = User.objects.filter(is_active=True, groups__name__in=groups).distinct()
    for to in people.order_by("pk"):
        GuideToReview.send(
            to=to,
            key=f"guide-review:{guide.pk}:{due_on}:{to.uid}",
            context={"page": guide},
            reply_to=signature_of(None).reply_to,
            now=now,
        )
    return True
