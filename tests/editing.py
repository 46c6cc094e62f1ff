"""An administrator who edits pages, a page to edit, and what Wagtail's form of it sends."""

import json
from typing import Any

from allauth.account.models import EmailAddress

from commons.accounts.models import User
from home.models import CollectivePage, HomePage
from tests.factories import make_collective, make_user


def make_administrator(**fields: Any) -> User:
    """Who signs in with a password, as factories give it."""
    user = make_user(is_superuser=True, is_staff=True, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_page() -> CollectivePage:
    """Published, of a collective, as by the editor."""
    collective = make_collective("Vallée claire", slug="vallee-claire")
    page: CollectivePage = HomePage.objects.get().add_child(
        instance=CollectivePage(
            title="Vallée claire", slug="vallee-claire", collective=collective, live=False
        )
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draftail(text: str, entities: dict[str, Any] | None = None, **block: Any) -> str:
    """A paragraph as the editor of texts sends it."""
    plain = {"key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    blocks = [{**plain, "text": text, "entityRanges": [], **block}]
    return json.dumps({"blocks": blocks, "entityMap": entities or {}})


def form_of(page: CollectivePage, **fields: str) -> dict[str, str]:
    comments = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}
    return {
        **{"title": page.title, "slug": page.slug, "introduction": "", "body": draftail("")},
        **{"picture": "", "seo_title": "", "search_description": ""},
        **{"go_live_at": "", "expire_at": ""},
        **{f"comments-{name}_FORMS": number for name, number in comments.items()},
        **fields,
    }


def edit_path(page: CollectivePage) -> str:
    return f"/gestion/pages/{page.pk}/edit/"
