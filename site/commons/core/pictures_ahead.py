"""Renditions of pictures before the first visitor asks for them.

Which ones a page needs stands in its templates alone, so a worker shows the page once to nobody,
and with it those above, which may show the same picture in a list. What they draw is stored.
"""

from functools import partial

from django.db import transaction
from django.tasks import task
from wagtail.models import Page


def ask_for_pictures(*, instance: Page, **_signal: object) -> None:
    """Once what was published is committed; after `page_published`, whoever published it."""
    transaction.on_commit(partial(draw_pictures.enqueue, instance.pk), robust=True)


@task()
def draw_pictures(page_id: int) -> int:
    """How many pages were shown; none where the page is not online any more."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None:
        return 0
    above = page.get_ancestors(inclusive=True).live().filter(depth__gt=1).specific()
    # What has no address is no page for anybody: it has nothing to draw.
    answers = [one.make_preview_request() for one in above if one.get_url_parts()]
    return sum(answer.status_code == 200 for answer in answers)
