"""The API that Wagtail's screens use, with the files that the person may choose or change."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OfPerson:
    """Of all files those that the person may choose or change."""

    request: Any
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        # Wagtail's view has it, with which this one is mixed.
        rows: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(self.model)
        seen = policy.instances_user_has_any_permission_for(self.request.user, SEEN)
        both: QuerySet[Any] = rows & seen
        return both


SEEN = ("choose", "change")


class Images(OfPerson, ImagesAdminAPIViewSet):
    pass


class Documents(OfPerson, DocumentsAdminAPIViewSet):
    pass
