"""A page of every kind that the office edits: a draft that others do not know of, in a workflow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowTask

from charter.models import CharterPage
from commons.collectives.groups import network_group, writers_of
from commons.collectives.models import RoleInNetwork
from commons.core.models import CollectifsDocument, CollectifsImage
from commons.core.sections import is_section
from farms.groups import writers_of as writers_of_farm
from home.models import (
    ContactPage,
    ContentPage,
    EventIndexPage,
    EventPage,
    GuidesPage,
    NewsIndexPage,
    NewsPage,
    WelcomePage,
)
from tests.cast import Cast, Side
from tests.factories import MONDAY
from tests.guides import add_guide
from tests.pictures import in_library, sent

SECRET = "Chose tue"
"""Without an accent: in what Wagtail's scripts are given, one is written in another way."""
WRITERS_OF = {"vallee": ("manager_a", "editor_a"), "plateau": ("manager_b",)}


def secret(kind: str) -> str:
    """The title of a draft; none of them is the beginning of another."""
    return f"{SECRET} {kind}."


@dataclass(frozen=True)
class Edited:
    """`writers` write it, `publishers` publish it, `reviewers` are asked by its workflow."""

    kind: str
    page: Page
    state: TaskState
    writers: tuple[str, ...]
    publishers: tuple[str, ...]
    reviewers: tuple[str, ...]

    @property
    def workflow(self) -> Workflow:
        found: Workflow = self.state.workflow_state.workflow
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What an address of one of its screens is called with."""
        parent = self.page.get_parent().pk
        latest = self.page.latest_revision.pk
        return {
            **dict.fromkeys(("pk", "page_id", "page_to_move_id"), self.page.pk),
            **{"parent_page_id": parent, "destination_id": parent},
            **{"revision_id": latest, "revision_id_a": latest, "revision_id_b": "latest"},
            **{"task_id": self.state.task_id, "task_state_id": self.state.pk},
            "workflow_state_id": self.state.workflow_state_id,
            "action_name": "approve",
        }

    def opens_to(self, screen: str) -> set[str]:
        """Who gets into a screen of pages; ``KeyError`` for one that is about no page."""
        return set(getattr(self, SCREENS[screen])())

    def of_writers(self) -> tuple[str, ...]:
        return self.writers

    def of_publishers(self) -> tuple[str, ...]:
        return self.publishers

    def of_reviewers(self) -> tuple[str, ...]:
        return self.reviewers

    def of_writers_of_no_section(self) -> tuple[str, ...]:
        """A section is neither moved nor copied nor deleted by hand."""
        return () if is_section(self.page) else self.writers

    def of_publishers_of_no_section(self) -> tuple[str, ...]:
        return () if is_section(self.page) else self.publishers

    def of_publishers_where_it_may_be_hidden(self) -> tuple[str, ...]:
        may_hide = not is_section(self.page) or self.page.specific_class.may_hide
        return self.publishers if self.page.live and may_hide else ()

    def of_publishers_where_it_may_be_private(self) -> tuple[str, ...]:
        """Our own views answer for sections, and a guide says itself whom it is for."""
        return () if self.kind == "guide" else self.of_publishers_of_no_section()

    def of_nobody(self) -> tuple[str, ...]:
        return ()


SCREENS = {
    **dict.fromkeys(
        (
            *("usage", "edit", "preview_on_edit", "view_draft", "history", "history_results"),
            *("revisions_compare", "revisions_view", "revisions_revert"),
            *("workflow_history", "workflow_history_detail"),
        ),
        "of_writers",
    ),
    **dict.fromkeys(("delete", "move", "move_confirm", "copy"), "of_writers_of_no_section"),
    **dict.fromkeys(
        ("workflow_action", "collect_workflow_action_data", "workflow_preview", "lock"),
        "of_reviewers",
    ),
    "revisions_unschedule": "of_publishers",
    "set_page_position": "of_publishers_of_no_section",
    "unpublish": "of_publishers_where_it_may_be_hidden",
    "set_privacy": "of_publishers_where_it_may_be_private",
    # None of the pages is an alias, or locked.
    **dict.fromkeys(("convert_alias", "unlock"), "of_nobody"),
}
"""Screens about one page, by the name of their address below `wagtailadmin_pages`."""


def _text(side: Side) -> Page:
    return _below(side.collective.page, ContentPage(title=secret("text"), slug="chose"))


def _contact(side: Side) -> Page:
    """Online: its draft alone is not known."""
    site = side.collective.page
    found = ContactPage.objects.child_of(site).first()
    return found or _below(site, ContactPage(title="Nous écrire", slug="contact"), live=True)


def _news(side: Side) -> Page:
    parent = NewsIndexPage.objects.child_of(side.collective.page).get()
    return _below(parent, NewsPage(title=secret("news"), slug="chose", summary="Une chose."))


def _event(side: Side) -> Page:
    parent = EventIndexPage.objects.child_of(side.collective.page).get()
    hours = {"starts_at": MONDAY, "ends_at": MONDAY + timedelta(hours=2)}
    event = EventPage(title=secret("event"), slug="chose", summary="Une chose.", **hours)
    return _below(parent, event)


def _below(parent: Page, page: Page, *, live: bool = False) -> Page:
    page.live = live
    made: Page = parent.add_child(instance=page)
    return made


OF_COLLECTIVE: Mapping[str, Callable[[Side], Page]] = {
    "site": lambda side: side.collective.page,
    "list": lambda side: NewsIndexPage.objects.child_of(side.collective.page).get(),
    "agenda": lambda side: EventIndexPage.objects.child_of(side.collective.page).get(),
    "text": _text,
    "contact": _contact,
    "news": _news,
    "event": _event,
    "guide": lambda side: add_guide(
        side.collective.guide_shelf,
        secret("guide"),
        slug=f"chose-{side.collective.slug}",
        live=False,
    ),
}
OF_NETWORK: Mapping[str, type[Page]] = {
    "welcome": WelcomePage,
    "charter": CharterPage,
    "sheets": GuidesPage,
}
KINDS = (*OF_COLLECTIVE, *OF_NETWORK, "farm")


def make_row(kind: str, cast: Cast, side: Side) -> Edited:
    """A page with a draft whose title is a secret; of the side where it is a collective's."""
    if kind in OF_COLLECTIVE:
        page, writers = OF_COLLECTIVE[kind](side), WRITERS_OF[side.collective.slug]
        groups = writers_of(side.collective)
    elif kind == "farm":
        page, writers, groups = cast.farm.page, ("producer",), writers_of_farm(cast.farm)
    else:
        page, writers = OF_NETWORK[kind].objects.get(), ("network_editor",)
        groups = [network_group(RoleInNetwork.EDITOR)]
    page.save_revision()
    page.title = secret(kind)
    page.save_revision()
    if kind == "guide":
        state = page.get_workflow().start(page, None).current_task_state
        return Edited(kind, page, state, (*writers, "network_editor"), *[("network_editor",)] * 2)
    return Edited(kind, page, _asked(page, groups), writers, writers, writers)


def _asked(page: Page, groups: list[str]) -> TaskState:
    """What waits for some groups, in a workflow of its own."""
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.set(Group.objects.filter(name__in=groups))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state: TaskState = workflow.start(page, None).current_task_state
    return state


def make_image(side: Side) -> CollectifsImage:
    """A picture for pages, among the files of a collective's site."""
    return in_library(secret("picture"), collection=side.collective.page.files)


def make_document(side: Side) -> CollectifsDocument:
    """The same of a document."""
    made: CollectifsDocument = CollectifsDocument.objects.create(
        title=secret("document"),
        file=sent(b"%PDF-1.7", "chose.pdf"),
        collection=side.collective.page.files,
    )
    return made
