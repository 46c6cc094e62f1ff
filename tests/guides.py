"""Guides as their editors publish them, and comments on pages."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page, PageSubscription, WorkflowState
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from commons.accounts.models import User
from home.guides.themes import themes_in
from home.models import CollectivePage, GuidePage, GuidesPage
from tests.editing import form_of


def theme_id(name: str) -> str:
    """Of a category of the network."""
    section = GuidesPage.objects.get()
    return next(theme.id for theme in themes_in(section.themes) if theme.name == name)


def add_guide(
    parent: Page,
    title: str,
    *,
    theme: str = "Tenir une distribution",
    text: str = "",
    live: bool = True,
    related: list[GuidePage] | None = None,
    **fields: Any,
) -> GuidePage:
    """Below a collective's shelf, or the section itself; a draft where it is not live."""
    guide = GuidePage(
        title=title,
        introduction=f"Savoir : {title.lower()}.",
        theme=theme_id(theme),
        content=[("text", RichText(f"<p>{text}</p>"))] if text else [],
        related=[("guide", each) for each in related or []],
        live=live,
        **fields,
    )
    made: GuidePage = parent.add_child(instance=guide)
    revision = made.save_revision()
    if live:
        revision.publish()
    return made


def submit(guide: GuidePage, author: User) -> WorkflowState:
    """As the author's form does it."""
    workflow = guide.get_workflow()
    assert workflow is not None
    state: WorkflowState = workflow.start(guide, author)
    return state


def comment(page: GuidePage | CollectivePage, by: User, text: str) -> None:
    """Beside the sentence that says what it is about, in the editor."""
    client = Client()
    client.force_login(by)
    said = {"text": text, "contentpath": "introduction", "position": "", "resolved": ""}
    comments = inline_formset([{**said, "replies": inline_formset([])}])
    if isinstance(page, GuidePage):
        form = typed(page.title, slug=page.slug, comments=comments)
    else:
        form = form_of(page) | nested_form_data({"comments": comments})
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def follow_comments(page: Page, by: User) -> None:
    """As Wagtail does for whoever makes a page in its editor."""
    PageSubscription.objects.create(page=page, user=by, comment_notifications=True)


def typed(title: str, *, text: str = "", **fields: Any) -> Any:
    """What the editor's form of a guide sends."""
    form = {
        **{"title": title, "introduction": f"Savoir : {title.lower()}.", "level": "debutant"},
        **{
            "slug": slugify(title),
            "seo_title": "",
            "search_description": "",
            "reviewed_on": "2026-11-23",
        },
        "review_due_on": "",
        "theme": theme_id("Tenir une distribution"),
        "content": streamfield([("text", rich_text(f"<p>{text}</p>"))] if text else []),
        **{"attachments": streamfield([]), "related": streamfield([])},
        **{"comments": inline_formset([]), "go_live_at": "", "expire_at": ""},
        **fields,
    }
    return nested_form_data(form)
