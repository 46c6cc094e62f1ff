"""Each collective's part of the site, and the network's: pages, files, and who writes there.

What stands is kept as it is; only what lacks is made. So the same makes, repairs and upgrades.
"""

from collections.abc import Iterator, Set
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page

from charter.models import CharterPage
from commons.collectives.groups import ensure_group, network_group, writers_of
from commons.collectives.models import Collective, Network, RoleInNetwork
from commons.collectives.services import create_collective, create_network
from commons.core.locking import write
from commons.core.sections import (
    PAGE_RIGHTS,
    PROPOSING,
    Section,
    add_collection,
    add_section,
    give_section,
    lacks_section,
)
from commons.core.workflows import ensure_review, lacks_review
from farms.models import Farm, FarmsPage
from farms.sections import differing, ensure_farm_page, ensure_farms_page, settle_publishing
from home.blocks import FIRST_BLOCKS
from home.guides.themes import first_themes
from home.models import (
    CollectivePage,
    EventIndexPage,
    GuideShelf,
    GuidesPage,
    HomePage,
    NewsIndexPage,
    WelcomePage,
)
from home.models.news import EVENTS_SLUG, NEWS_SLUG
from home.ready_pages import add_ready_pages, sites_without_words

NETWORK = "Réseau"
REVIEW = "Relecture par le réseau"
ABOUT_GUIDES = "Ce que les collectifs du réseau ont appris, écrit pour les autres."
BY_EDITORS: tuple[type[Section], ...] = (WelcomePage, CharterPage, GuidesPage)
OF_NETWORK: tuple[type[Section], ...] = (*BY_EDITORS, FarmsPage)


@write
def found_network(*, now: datetime, **fields: Any) -> Network:
    """Make the network, with its pages; takes what `create_network` does, raises what it raises."""
    network = create_network(now=now, **fields)
    ensure_network_pages()
    return network


@write
def found_collective(*, now: datetime, **fields: Any) -> Collective:
    """Add an association to the network, with its site; takes what `create_collective` does.

    Raises what that raises.
    """
    collective = create_collective(now=now, **fields)
    add_ready_pages(ensure_collective_page(collective))
    return collective


@write
def ensure_collective_page(collective: Collective) -> CollectivePage:
    """A collective's site, with its files and the rights of those who write there."""
    page: CollectivePage | None = CollectivePage.objects.filter(collective=collective).first()
    if page is None:
        page = add_section(_first_page(collective), HomePage.objects.get())
    _ensure_files(page, collective.name)
    if not NewsIndexPage.objects.child_of(page).exists():
        news = NewsIndexPage(title="Actualités", slug=NEWS_SLUG, files=page.files)
        add_section(news, page)
    if not EventIndexPage.objects.child_of(page).exists():
        agenda = EventIndexPage(title="Agenda", slug=EVENTS_SLUG, files=page.files)
        add_section(agenda, page)
    shelf = GuideShelf.objects.filter(collective=collective).first() or _add_shelf(page)
    for name in writers_of(collective):
        give_section(ensure_group(name), page)
        give_section(ensure_group(name), shelf, PROPOSING)
    return page


@write
def ensure_network_pages() -> None:
    """The network's own: what `/` says, the charter as a draft, sections of guides and farms."""
    root = HomePage.objects.get()
    welcome = WelcomePage.objects.first() or add_section(
        WelcomePage(title="Accueil", slug="accueil-du-reseau", files=add_collection(NETWORK)), root
    )
    charter = CharterPage.objects.first() or add_section(
        CharterPage(title="Charte", slug="charte", live=False, files=welcome.files), root
    )
    guides = GuidesPage.objects.first() or add_section(_first_guides(welcome), root)
    ensure_farms_page()
    editors = ensure_group(network_group(RoleInNetwork.EDITOR))
    for page in (welcome, charter, guides):
        _ensure_files(page, NETWORK)
        give_section(editors, page)
    ensure_review(guides, by=editors, name=REVIEW)


@write
def ensure_sections() -> None:
    """All of the site's parts."""
    ensure_network_pages()
    for collective in Collective.objects.all():
        ensure_collective_page(collective)
    for site in sites_without_words():
        add_ready_pages(site)
    for farm in Farm.objects.all():
        ensure_farm_page(farm)
    settle_publishing(actor=None)
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()


def lacking() -> list[str]:
    """What of the site is missing, by name: pages, and rights of groups over them."""
    missing = [f"page:{collective.slug}" for collective in Collective.objects.filter(page=None)]
    missing += [f"news:{slug}" for slug in _without(NewsIndexPage)]
    missing += [f"agenda:{slug}" for slug in _without(EventIndexPage)]
    missing += [f"ready:{site.collective.slug}" for site in sites_without_words()]
    without = Collective.objects.filter(guide_shelf=None)
    missing += [f"guides:{collective.slug}" for collective in without]
    missing += differing()
    missing += [f"page:{kind.__name__}" for kind in OF_NETWORK if not kind.objects.exists()]
    missing += [f"review:{page.slug}" for page in GuidesPage.objects.all() if lacks_review(page)]
    return missing + [name for name, page, rights in _rights() if _lacks(name, page, rights)]


def _without(kind: type[Section]) -> list[str]:
    """Sites, by address, that have lost their list of some kind."""
    sites = CollectivePage.objects.select_related("collective").order_by("path")
    lists = kind.objects.values_list("path", flat=True)
    having = {path[: -Page.steplen] for path in lists}
    return [site.collective.slug for site in sites if site.path not in having]


def _rights() -> Iterator[tuple[str, Section, Set[str]]]:
    """Which group, by name, writes where, with which rights."""
    for kind, rights in ((CollectivePage, PAGE_RIGHTS), (GuideShelf, PROPOSING)):
        for page in kind.objects.select_related("collective", "files"):
            for name in writers_of(page.collective):
                yield name, page, rights
    for own_kind in BY_EDITORS:
        for own in own_kind.objects.select_related("files"):
            yield network_group(RoleInNetwork.EDITOR), own, PAGE_RIGHTS


def _lacks(name: str, page: Section, rights: Set[str]) -> bool:
    group = Group.objects.filter(name=name).first()
    return page.files is None or group is None or lacks_section(group, page, rights)


def _first_page(collective: Collective) -> CollectivePage:
    words = {"title": collective.name, "slug": collective.slug, "content": FIRST_BLOCKS}
    return CollectivePage(collective=collective, **words)


def _first_guides(welcome: WelcomePage) -> GuidesPage:
    words = {"title": "Fiches pratiques", "introduction": ABOUT_GUIDES, "slug": "fiches"}
    return GuidesPage(**words, themes=first_themes(), files=welcome.files)


def _add_shelf(site: CollectivePage) -> GuideShelf:
    """Where a collective proposes guides, with the files of its site."""
    collective = site.collective
    named = {"title": collective.name, "slug": collective.slug, "collective": collective}
    return add_section(GuideShelf(**named, files=site.files), GuidesPage.objects.get())


def _ensure_files(page: Section, name: str) -> None:
    if page.files is None:
        page.files = add_collection(name)
        page.save(update_fields=["files"])
