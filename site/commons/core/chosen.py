"""What a page leads to must be somebody's to choose: choosers hide the rest, a form can name it.

A picture, a document or a page of another collective would be shown, with its name, by whoever
sends its key: a document that no page has would even open to everybody (ADR 47).
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy, policy_registry

from commons.core.models import CollectifsDocument, CollectifsImage

FILES: tuple[type[Model], ...] = (CollectifsImage, CollectifsDocument)
type Reference = tuple[int, str, str]
"""Kind, key, and the field that has it."""


def fields_with_foreign(page: Page, user: Any) -> set[str]:
    """The fields that lead to what the person may not choose, and that did not do so before."""
    added = _references(page) - (_references(_stored(page)) if page.pk else set())
    return {field for kind, key, field in added if not _may_choose(kind, key, user)}


def _stored(page: Page) -> Page:
    """As the editor showed it: its last draft."""
    stored: Page = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return stored


def _references(page: Page) -> set[Reference]:
    return set(_read(page))


def _read(page: Page) -> Iterator[Reference]:
    kinds = {ContentType.objects.get_for_model(model).pk for model in (*FILES, Page)}
    for kind, key, _path, place in ReferenceIndex._extract_references_from_object(page):
        if kind in kinds:
            yield kind, str(key), place.partition(".")[0]


def _may_choose(kind: int, key: str, user: Any) -> bool:
    model: Any = ContentType.objects.get_for_id(kind).model_class()
    found = model.objects.filter(pk=key).first()
    if found is None:
        return True  # it is gone, and is shown nowhere
    if isinstance(found, Page):
        own = page_permission_policy.explorable_instances(user)
        return bool(found.live or own.filter(pk=found.pk).exists())
    policy = policy_registry.get_by_type(model)
    return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change"], found))
