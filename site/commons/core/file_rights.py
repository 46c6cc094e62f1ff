"""Who sees an image or a document in Wagtail's own screens.

The right over its collection, as Wagtail has it, and that the file is content: what rooms keep is
seen and changed in the rooms alone.
"""

from collections.abc import Collection as Several
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


class ContentPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, over what is content."""

    def __init__(self, model: type[Model], auth_model: str) -> None:
        super().__init__(model, auth_model=auth_model, owner_field_name="uploaded_by_user")

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Several[str]
    ) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(is_content=True)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Several[str], instance: Any
    ) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(instance.is_content and allowed)

    def users_with_any_permission_for_instance(
        self, actions: Several[str], instance: Any
    ) -> QuerySet[Any]:
        users: QuerySet[Any] = super().users_with_any_permission_for_instance(actions, instance)
        return users if instance.is_content else users.none()
