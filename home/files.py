"""Documents of pages: each opens to who may read a page that has it, by whatever address (ADR 47).

Wagtail's index of references says which pages have it: of a page that is online, as it was
published; what its next version has is not there yet.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, ReferenceIndex, TaskState
from wagtail.permissions import policy_registry
from wagtail.signals import page_published

from commons.collectives.permissions import Someone
from commons.core.locking import write
from commons.core.models import CollectifsDocument
from home.guides.readers import belongs, for_members_only
from home.models import GuidePage
from home.models.guides import pages_for

WORKS_WITH_IT = ("choose", "change")


def keep_for_readers(document: CollectifsDocument, request: HttpRequest) -> HttpResponse | None:
    """What is answered instead of a document of the library; None where it opens.

    :raises Http404: nothing that this person may read has it.
    """
    if not document.is_content or _is_open(document, request):
        return None
    guides = GuidePage.objects.filter(pk__in=_pages_with(document), is_for_members=True)
    if guides.exists() and not belongs(request.user):
        return for_members_only(request, request.get_full_path())
    raise Http404


def _is_open(document: CollectifsDocument, request: HttpRequest) -> bool:
    pages = pages_for(request.user, Page.objects.live().filter(pk__in=_pages_with(document)))
    return any(_lets_in(page, request) for page in pages) or _works_with(document, request.user)


def _pages_with(document: CollectifsDocument) -> set[int]:
    """Their keys, online or not."""
    kind = ContentType.objects.get_for_model(Page)
    places = ReferenceIndex.get_references_to(document).filter(base_content_type=kind)
    return set(map(int, places.values_list("object_id", flat=True)))


def _lets_in(page: Page, request: HttpRequest) -> bool:
    """Whether it is for everybody, or for somebody such as this person."""
    return all(each.accept_request(request) for each in page.get_view_restrictions())


def _works_with(document: CollectifsDocument, user: Someone) -> bool:
    """Whether the person may choose it, or has something with it to approve."""
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(CollectifsDocument)
    if policy.user_has_any_permission_for_instance(user, WORKS_WITH_IT, document):
        return True
    waiting = TaskState.objects.reviewable_by(user).select_related("revision")
    return any(_has(state.revision.as_object(), document) for state in waiting)


def _has(proposed: Any, document: CollectifsDocument) -> bool:
    kind = ContentType.objects.get_for_model(CollectifsDocument)
    found = ReferenceIndex._extract_references_from_object(proposed)
    return any(key[:2] == (kind.pk, str(document.pk)) for key in found)


def follow() -> None:
    """Listen to what is published; called once, when the app is ready."""
    page_published.connect(know_files)


@write
def know_files(*, instance: Page, **_signal: Any) -> None:
    """At once: Wagtail asks its worker, and a reader may come before."""
    ReferenceIndex.create_or_update_for_object(instance)
