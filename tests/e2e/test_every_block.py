"""Each type of page with every block that an editor may put there, each as full as it may be."""

from typing import Any

import pytest
from playwright.sync_api import Page as Seen
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from commons.core.blocks import WrittenBlocks
from home.models import CollectivePage
from tests.e2e.browsing import DESKTOP, PHONE, visit
from tests.e2e.conftest import PageAt
from tests.e2e.full_blocks import stream_of
from tests.e2e.test_axe import SMALLEST, scrolls, violations
from tests.e2e.visits import MAIN

pytestmark = pytest.mark.browser

OPEN = "document.querySelectorAll('main details').forEach((each) => { each.open = true })"
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""


def streams(kind: type[Page]) -> list[StreamField]:
    return [each for each in kind._meta.get_fields() if isinstance(each, StreamField)]


WITH_BLOCKS = [each for each in get_page_models() if streams(each)]


def a_page(kind: type[Page]) -> Page:
    """One that everybody reads, of the main collective where it has some."""
    pages = kind.objects.live().public()
    if "is_for_members" in {each.name for each in kind._meta.get_fields()}:
        pages = pages.filter(is_for_members=False)
    own = pages.descendant_of(CollectivePage.objects.get(collective__slug=MAIN), inclusive=True)
    found: Page | None = own.first() or pages.first()
    assert found, f"the demo has no {kind.__name__}"
    return found


def fill(page: Page) -> list[str]:
    """Put every block of every stream there; returns what marks them where they are shown."""
    marks = []
    for field in streams(type(page)):
        block = field.stream_block
        setattr(page, field.name, block.to_python(stream_of(block)))
        if isinstance(block, WrittenBlocks):
            marks += [f".block-{name}" for name in block.child_blocks]
    page.save_revision().publish()
    return marks


def out_of_order(page: Seen) -> list[str]:
    """One heading of the first level, first; none that leaves a level out."""
    levels: list[Any] = page.evaluate(LEVELS)
    steps = zip([0, *levels], levels, strict=False)
    if levels.count(1) == 1 and all(after <= before + 1 for before, after in steps):
        return []
    return [f"headings: {levels}"]


@pytest.mark.parametrize("kind", WITH_BLOCKS, ids=lambda kind: kind.__name__)
def test_a_page_with_every_block_can_be_used_by_everybody(
    page_at: PageAt, demo: None, kind: type[Page]
) -> None:
    filled = a_page(kind)
    marks = fill(filled)
    page = page_at(PHONE)

    visit(page, filled.url)

    assert [mark for mark in marks if page.locator(mark).count() == 0] == []
    page.evaluate(OPEN)
    problems = out_of_order(page)
    for width, text in ((SMALLEST, 100), (PHONE, 100), (PHONE, 200), (DESKTOP, 100)):
        problems += scrolls(page, width, text)
    problems += violations(page)
    assert not problems, "\n".join(problems)
