"""What is written about guides, beside Wagtail's editor."""

from datetime import datetime
from enum import Enum

from commons.core.locking import write
from home.guides.answers import Reader
from home.models import GuideAnswer, GuidePage


class Answered(Enum):
    """What an answer changed."""

    FIRST = "first"
    CHANGED = "changed"
    SAME = "same"


@write
def answer_guide(*, guide: GuidePage, reader: Reader, is_useful: bool, now: datetime) -> Answered:
    """Keep whether a reader finds a guide useful: one answer each, the last one.

    What a person answered before signing in becomes theirs.
    """
    if reader.user and reader.visitor:
        _take_over(guide, reader)
    key = {"user": reader.user} if reader.user else {"visitor": reader.visitor}
    answer, is_first = GuideAnswer.objects.get_or_create(
        guide=guide, **key, defaults={"is_useful": is_useful, "answered_at": now}
    )
    if is_first:
        return Answered.FIRST
    if answer.is_useful == is_useful:
        return Answered.SAME
    answer.is_useful, answer.answered_at = is_useful, now
    answer.save(update_fields=["is_useful", "answered_at"])
    return Answered.CHANGED


def _take_over(guide: GuidePage, reader: Reader) -> None:
    before = GuideAnswer.objects.filter(guide=guide, visitor=reader.visitor)
    if GuideAnswer.objects.filter(guide=guide, user=reader.user).exists():
        before.delete()
    else:
        before.update(user=reader.user, visitor="")
