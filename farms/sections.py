"""A farm's part of the site: its page, its files, who writes there, and who publishes it."""

from collections.abc import Set

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Site

from commons.collectives.groups import ensure_group, network_group
from commons.collectives.models import Network, RoleInNetwork
from commons.core.locking import write
from commons.core.sections import (
    PAGE_RIGHTS,
    PROPOSING,
    add_collection,
    add_section,
    has_writers,
    set_writers,
)
from commons.core.workflows import end_review, ensure_review, has_review, lacks_review
from farms.groups import writers_of
from farms.models import Farm, FarmPage, FarmsPage

REVIEW = "Relecture des pages de fermes"
APPROVING: Set[str] = {"publish_page"}
"""Of the network's editors, where they approve: they write in what waits for them alone."""


@write
def ensure_farms_page() -> FarmsPage:
    """The section of all farms, made where it is missing."""
    found: FarmsPage | None = FarmsPage.objects.first()
    if found is not None:
        return found
    root = Site.objects.get(is_default_site=True).root_page
    return add_section(FarmsPage(title="Fermes", slug="fermes"), root)


@write
def ensure_farm_page(farm: Farm) -> FarmPage:
    """A farm's page below the section of farms, with its files and the rights of who writes it.

    What stands is kept as it is; only what lacks is made, and who may not write loses the right.
    """
    page = FarmPage.objects.filter(farm=farm).first() or _first_page(farm)
    if page.files is None:
        page.files = add_collection(farm.name)
        page.save(update_fields=["files"])
    section = ensure_farms_page()
    if not page.is_child_of(section):
        page.move(section, pos="last-child")
    _settle(page, rights_of_writers())
    return page


@write
def settle_writers(farm: Farm) -> None:
    """Who writes a farm's page, once that has changed; nothing where it has no page."""
    for page in FarmPage.objects.filter(farm=farm).exclude(files=None):
        _settle(page, rights_of_writers())


@write
def settle_publishing(*, actor: AbstractBaseUser | None) -> None:
    """Whether farms publish their pages or submit them, as the network has chosen."""
    section = ensure_farms_page()
    editors = ensure_group(network_group(RoleInNetwork.EDITOR))
    if are_pages_approved():
        ensure_review(section, by=editors, name=REVIEW)
        set_writers(section, [editors], APPROVING)
    else:
        end_review(section, actor=actor)
        set_writers(section, [])
    rights = rights_of_writers()
    for page in FarmPage.objects.exclude(files=None).select_related("farm__made_by"):
        _settle(page, rights)


def are_pages_approved() -> bool:
    """Whether a farm's page is public only once the network has approved it."""
    return Network.objects.filter(approves_farm_pages=True).exists()


def rights_of_writers() -> Set[str]:
    """What those who write a farm's page may do with it."""
    return PROPOSING if are_pages_approved() else PAGE_RIGHTS


def differing() -> list[str]:
    """What of the farms' pages is missing or other than it should be, by name."""
    names = [f"page:{farm.slug}" for farm in Farm.objects.filter(page=None)]
    rights = rights_of_writers()
    for page in FarmPage.objects.select_related("farm__made_by", "files"):
        if not has_writers(page, writers_of(page.farm), rights):
            names.append(f"rights:{page.farm.slug}")
    return names + [f"review:{page.slug}" for page in FarmsPage.objects.all() if _is_other(page)]


def _is_other(section: FarmsPage) -> bool:
    """Whether farms' pages are approved though they should not be, or the other way round."""
    if not are_pages_approved():
        return has_review(section) or not has_writers(section, [])
    editors = network_group(RoleInNetwork.EDITOR)
    return lacks_review(section) or not has_writers(section, [editors], APPROVING)


def _settle(page: FarmPage, rights: Set[str]) -> None:
    set_writers(page, [ensure_group(name) for name in writers_of(page.farm)], rights)


def _first_page(farm: Farm) -> FarmPage:
    """It says nothing yet: what is known of the farm is shown beside."""
    return add_section(FarmPage(farm=farm, title=farm.name, slug=farm.slug), ensure_farms_page())
