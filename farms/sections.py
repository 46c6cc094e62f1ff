"""A farm's part of the site: its page, its files, and who writes there."""

from wagtail.models import Site

from commons.collectives.groups import ensure_group
from commons.core.locking import write
from commons.core.sections import add_collection, add_section, give_section
from farms.groups import farm_group
from farms.models import Farm, FarmPage, FarmsPage


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
    """A farm's page below the section of farms, with its files and its group's rights.

    What stands is kept as it is; only what lacks is made.
    """
    page = FarmPage.objects.filter(farm=farm).first() or _first_page(farm)
    if page.files is None:
        page.files = add_collection(farm.name)
        page.save(update_fields=["files"])
    section = ensure_farms_page()
    if not page.is_child_of(section):
        page.move(section, pos="last-child")
    give_section(ensure_group(farm_group(farm)), page)
    return page


def _first_page(farm: Farm) -> FarmPage:
    """It says nothing yet: what is known of the farm is shown beside."""
    return add_section(FarmPage(farm=farm, title=farm.name, slug=farm.slug), ensure_farms_page())
