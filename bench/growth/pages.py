"""Many pages of one site, in bulk: as many as the search needs beside the products."""

from itertools import batched, cycle, islice

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from bench.network.bulk_start import BATCH
from collectifs.demo.data_files import read_products
from commons.collectives.models import Collective
from home.models import CollectivePage, ContentPage
from home.searching.index import rebuild
from home.sections import ensure_collective_page
from shop.catalogue.models import Product

FOUND = 10_000  # pages and products
STEP = 4  # characters of a path for each depth of the tree
SENTENCES = 8  # of a page


def fill_the_search(collective: Collective) -> None:
    """Pages on its site; then the index, which knows nothing of what is made in bulk."""
    site = ensure_collective_page(collective)
    site.refresh_from_db()
    more_pages(site, FOUND - Product.objects.count())
    rebuild()


def more_pages(site: CollectivePage, number: int) -> None:
    """Published, each with sentences of the demo's products."""
    rows = read_products()
    names = cycle(row["name"] for row in rows)
    said = cycle(row["description"] for row in rows if row["description"])
    kind = ContentType.objects.get_for_model(ContentPage)
    first = int(site.get_last_child().path[-STEP:], 36) + 1
    pages = [_page(site, kind, first + n, next(names)) for n in range(number)]
    for some in batched(pages, BATCH):
        Page.objects.bulk_create(some)
    for page in pages:
        text = " ".join(islice(said, SENTENCES))
        own = ContentPage(page_ptr=page, content=[("text", f"<p>{text}</p>")])
        own.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=site.pk).update(numchild=site.numchild + number)


def _page(site: CollectivePage, kind: ContentType, place: int, name: str) -> Page:
    slug = f"page-{place}"
    return Page(
        **{"title": name, "draft_title": name, "slug": slug, "content_type": kind},
        **{"path": site.path + _base36(place).zfill(STEP), "depth": site.depth + 1},
        **{"url_path": f"{site.url_path}{slug}/", "locale": site.locale, "live": True},
    )


def _base36(number: int) -> str:
    """As treebeard counts."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    high, low = divmod(number, len(digits))
    return (_base36(high) if high else "") + digits[low]
