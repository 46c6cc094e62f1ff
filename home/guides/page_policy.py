"""Who sees a page in Wagtail's screens: its own rule, and that a guide is proposed first.

The network's editors publish below the shelves of all collectives, and so have a right over what
stands there. What a collective has not proposed yet is nobody's but its own.
"""

from collections.abc import Collection as Several
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models.guides import GuidePage, GuidesPage, never_proposed


class PagePolicy(PagePermissionPolicy):
    """Wagtail's, without drafts of guides that wait for nobody."""

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Several[str]
    ) -> QuerySet[Page]:
        rows: QuerySet[Page] = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not self._reviews(user):
            return rows
        return rows.exclude(pk__in=self._hidden_from(user).values("pk"))

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Several[str], instance: Page
    ) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        if user.is_superuser or not self._reviews(user):
            return True
        return not self._hidden_from(user).filter(pk=instance.pk).exists()

    def _reviews(self, user: Any) -> bool:
        given = self.get_cached_permissions_for_user(user)
        return any(each.page.specific_class is GuidesPage for each in given)

    def _hidden_from(self, user: Any) -> QuerySet[GuidePage]:
        """Whoever has a right over the very shelf writes there."""
        hidden = never_proposed(GuidePage.objects.exclude(owner=user))
        for page in {each.page for each in self.get_cached_permissions_for_user(user)}:
            hidden = hidden.exclude(path__startswith=page.path, depth=page.depth + 1)
        return hidden
