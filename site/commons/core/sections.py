"""Pages that stand for something else, a collective or a farm: sections of the site.

A section is made by the service that makes what it stands for, and stays as long as that does.
"""

from collections.abc import Collection as Several
from collections.abc import Iterable, Set
from itertools import product
from operator import eq
from typing import Any, ClassVar

from django.contrib.auth.models import Group, Permission
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PagePermissionTester,
)

from commons.core.locking import hold_rows

PAGE_RIGHTS: Set[str] = {
    f"{act}_page" for act in ("add", "change", "publish", "lock", "unlock", "bulk_delete")
}
PROPOSING: Set[str] = {"add_page", "change_page"}
"""Of who writes drafts that others publish."""
FILE_RIGHTS: Set[str] = {
    *(f"{act}_image" for act in ("add", "change", "choose")),
    *(f"{act}_document" for act in ("add", "change", "choose")),
}
APPS = ("wagtailcore", "wagtailimages", "wagtaildocs")


def in_searches(*more: str) -> list[Panel]:
    """Panels of what search engines show; `more` fields stand above.

    Wagtail's also ask whether a page is in the menu: only those of a collective's site may be.
    """
    names = (*more, "seo_title", "search_description")
    return [MultiFieldPanel([FieldPanel(name) for name in names])]


class SectionTester(PagePermissionTester):
    """What nobody does to a section in the explorer, whatever their rights."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Our own views answer at the addresses of sections, to everybody."""
        return False

    def can_unpublish(self) -> bool:
        return bool(self.page.may_hide and super().can_unpublish())


class SectionTitle(TitleFieldPanel):
    """Wagtail's, without its script that makes an address of a title: the form holds none."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            return {"placeholder": self.get_placeholder()}


class Section(Page):
    """A page that is not made, moved, copied or deleted by hand; its address is not its own.

    `may_hide`: whether it may be taken offline. Its files lie in a collection of its own.
    """

    files = models.ForeignKey(
        Collection,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    is_creatable = False
    may_hide = False
    content_panels: ClassVar[list[Panel]] = [SectionTitle("title")]
    promote_panels: ClassVar[list[Panel]] = in_searches()

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> SectionTester:
        return SectionTester(user, self)


def is_section(page: Page) -> bool:
    """Whether a page, of whatever class it was read as, is a section."""
    return issubclass(page.specific_class or Page, Section)


def add_section[Kept: Section](page: Kept, parent: Page) -> Kept:
    """Put a new section below a page, with its first revision, published where it is live.

    Two that are added at once come one after the other. Its files, where it is not told which
    collection they lie in, get one that bears its title.
    """
    held = hold_rows(Page.objects.filter(pk=parent.pk))[0]
    page.files = page.files or add_collection(page.title)
    held.add_child(instance=page)
    revision = page.save_revision()
    if page.live:
        revision.publish()
    return page


def add_collection(name: str) -> Collection:
    """Make a collection of files below the root of all."""
    root = hold_rows(Collection.objects.filter(depth=1))[0]
    made: Collection = root.add_child(name=name)
    return made


def give_section(group: Group, page: Section, rights: Set[str] = PAGE_RIGHTS) -> None:
    """Let a group write everything below a section, and its pictures and documents."""
    pages = GroupPagePermission.objects
    for permission in _rights(rights):
        pages.get_or_create(group=group, page_id=page.pk, permission=permission)
    for permission in _rights(FILE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=page.files, permission=permission
        )


def lacks_section(group: Group, page: Section, rights: Set[str] = PAGE_RIGHTS) -> bool:
    """Whether some of these rights are missing."""
    on_page = GroupPagePermission.objects.filter(group=group, page_id=page.pk)
    on_files = GroupCollectionPermission.objects.filter(group=group, collection=page.files)
    return not (_named(on_page) >= rights and _named(on_files) >= FILE_RIGHTS)


def set_writers(page: Section, groups: Several[Group], rights: Set[str] = PAGE_RIGHTS) -> None:
    """Let these groups write below a section, with these rights, and no other group."""
    for group in groups:
        give_section(group, page, rights)
    on_page, on_files = _given(page)
    on_page.exclude(group__in=groups, permission__codename__in=rights).delete()
    on_files.exclude(group__in=groups).delete()


def has_writers(page: Section, names: Several[str], rights: Set[str] = PAGE_RIGHTS) -> bool:
    """Whether these groups, by name, have these rights over a section, and nobody else any."""
    asked = (product(names, rights), product(names, FILE_RIGHTS))
    held = (_by_group(given) for given in _given(page))
    return page.files is not None and all(map(eq, held, map(set, asked)))


def _given(page: Section) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    return (
        GroupPagePermission.objects.filter(page_id=page.pk),
        GroupCollectionPermission.objects.filter(collection=page.files),
    )


def _by_group(given: models.QuerySet[Any]) -> set[tuple[str, str]]:
    return set(given.values_list("group__name", "permission__codename"))


def _named(rights: models.QuerySet[Any]) -> set[str]:
    return set(rights.values_list("permission__codename", flat=True))


def _rights(codenames: Iterable[str]) -> models.QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label__in=APPS, codename__in=codenames)
