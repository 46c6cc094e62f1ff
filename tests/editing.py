"""An editor of a collective, its page, and what Wagtail's form of it sends."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.collectives.services import grant_role
from home.models import CollectivePage
from home.sections import ensure_collective_page
from tests.factories import make_collective, make_user


def make_editor(site: CollectivePage, **fields: Any) -> User:
    """Who writes there by their role alone, and signs in with a password, as factories give it."""
    user = make_user(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    given: dict[str, Any] = {"role": Role.EDITOR, "actor": None, "now": timezone.now()}
    grant_role(collective=site.collective, user=user, **given)
    return user


def make_page() -> CollectivePage:
    """Published, of a collective."""
    return ensure_collective_page(make_collective("Vallée claire", slug="vallee-claire"))


def draftail(text: str, entities: dict[str, Any] | None = None, **block: Any) -> str:
    """A paragraph as the editor of texts sends it."""
    plain = {"key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    blocks = [{**plain, "text": text, "entityRanges": [], **block}]
    return json.dumps({"blocks": blocks, "entityMap": entities or {}})


def form_of(page: CollectivePage, *, text: str = "", **fields: str) -> dict[str, str]:
    """The fields of a collective's page; `text` is what a block of it says, by `draftail`."""
    comments = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}
    block = {"type": "text", "value": text, "order": "0", "deleted": "", "id": ""}
    return {
        **{"title": page.title, "introduction": "", "picture": ""},
        **{"content-count": "1" if text else "0"},
        **({f"content-0-{name}": value for name, value in block.items()} if text else {}),
        **{"seo_title": "", "search_description": ""},
        **{"go_live_at": "", "expire_at": ""},
        **{f"comments-{name}_FORMS": number for name, number in comments.items()},
        **fields,
    }


def edit_path(page: CollectivePage) -> str:
    return f"/gestion/pages/{page.pk}/edit/"
