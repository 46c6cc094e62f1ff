"""Files of guides for members only: they open to who may read the guide, by whatever address."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, ReferenceIndex

from commons.core.models import CollectifsDocument
from home.guides.readers import belongs, for_members_only
from home.models import GuidePage


def keep_for_members(document: CollectifsDocument, request: HttpRequest) -> HttpResponse | None:
    """What is answered instead of the file; None where it opens."""
    if is_for_members(document) and not belongs(request.user):
        return for_members_only(request, request.get_full_path())
    return None


def is_for_members(document: CollectifsDocument) -> bool:
    """Whether a guide for members has it, and no page that everybody reads."""
    kind = ContentType.objects.get_for_model(Page)
    places = ReferenceIndex.get_references_to(document).filter(base_content_type=kind)
    pages = set(map(int, places.values_list("object_id", flat=True)))
    guides = GuidePage.objects.filter(pk__in=pages, is_for_members=True)
    hidden = set(guides.values_list("pk", flat=True))
    return bool(hidden) and not Page.objects.live().filter(pk__in=pages - hidden).exists()
