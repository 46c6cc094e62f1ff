"""A change that a room publishes while somebody's draft of the page waits.

Wagtail publishes a draft as a whole. What a room changes goes online alone, and into the draft too,
which waits on: neither loses what it says.
"""

import re
from collections.abc import Callable
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page, Revision

from commons.accounts.models import User
from home.exceptions import PageIsLocked, PageIsScheduled

# What the editor adds by itself, as soon as it opens a page.
OF_EDITOR = re.compile(r' data-block-key="[^"]*"')


def publish_change[Changed: Page](
    page: Changed, change: Callable[[Changed], None], *, actor: User | None
) -> bool:
    """Publish a page as it is changed, and change its draft; whether one waits.

    Raises ``PageIsLocked`` or ``PageIsScheduled``.
    """
    _refuse_what_is_kept(page, actor)
    waiting = waiting_draft(page)
    change(page)
    page.save_revision(user=actor, log_action=True).publish(user=actor)
    if waiting is None:
        return False
    draft = Revision.objects.get(pk=waiting.pk).as_object()
    change(draft)
    draft.save_revision(user=actor, log_action=True, clean=False)
    return True


def waiting_draft(page: Page) -> Revision | None:
    """The draft that says something else than what is online; the editor stores others too."""
    draft: Revision | None = page.get_latest_revision() if page.has_unpublished_changes else None
    if draft is None or _said_by(draft.as_object()) == _said_by(page):
        return None
    return draft


def _refuse_what_is_kept(page: Page, actor: User | None) -> None:
    lock = page.get_lock()
    if isinstance(lock, ScheduledForPublishLock):
        raise PageIsScheduled(page=page.title)
    if lock and (actor is None or lock.for_user(actor)):
        raise PageIsLocked(page=page.title)


def _said_by(page: Page) -> dict[str, Any]:
    """What its form in the editor shows, by field."""
    shown = page.get_edit_handler().get_form_options()["fields"]
    fields = [field for field in page._meta.concrete_fields if field.name in shown]
    return {field.name: _bare(field.value_from_object(page)) for field in fields}


def _bare(value: Any) -> Any:
    """Without the names that the editor gives to blocks and paragraphs."""
    match value:
        case StreamValue():
            list(value)  # each block is read: what it leaves out is said as the editor says it
            return _bare(value.get_prep_value())
        case dict():
            return {name: _bare(each) for name, each in value.items() if name != "id"}
        case list():
            return [_bare(each) for each in value]
        case str():
            return OF_EDITOR.sub("", value)
    return value
