"""Every page of the back office: what `test_axe` asks of a page, and nothing cut off.

Wagtail's own frame around them is tried with them, and holds. It lets nothing scroll sideways: what
does not fit is cut off, so that is looked for.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import PageAt
from tests.e2e.rooms import ROOMS
from tests.e2e.test_axe import SMALLEST, covered, enlarge, resize, scrolls, violations
from tests.e2e.visits import Visit, user_of

pytestmark = pytest.mark.browser

# What scrolls in its own box, and what only screen readers meet.
BOXES = ".backoffice-scroll, .tablewrap, #listing-results, .w-breadcrumbs, .w-sr-only"
CUT = """(boxes) => [...document.querySelectorAll("main *")]
  .filter((one) => !one.closest(boxes) && one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `<${one.tagName} ${one.className}> ${one.textContent.trim().slice(0, 40)}`)
  .slice(-3)"""


def cut(page: Page, width: int, text: int = 100) -> list[str]:
    resize(page, width)
    enlarge(page, text)
    found = page.evaluate(CUT, BOXES)
    return [f"cut off at {width} px, text {text} %: {found}"] if found else []


def at_work(page: Page) -> None:
    """Once Wagtail's menu, or our script on a page to print, is there."""
    page.locator("#wagtail-sidebar:not(.sidebar-loading), html[data-co-ready]").first.wait_for(
        state="attached"
    )


@pytest.mark.parametrize("seen", ROOMS, ids=str)
def test_a_room_can_be_used_by_everybody(page_at: PageAt, demo: None, seen: Visit) -> None:
    path = seen.path()
    page: Page = page_at(PHONE, user=user_of(seen.user))

    answer = page.goto(path)
    assert answer is not None
    assert answer.ok
    at_work(page)
    if seen.then:
        seen.then(page)

    assert resolve(urlsplit(page.url).path).view_name == seen.address
    problems = cut(page, SMALLEST) + cut(page, PHONE) + scrolls(page, SMALLEST)
    problems += cut(page, PHONE, 200) + scrolls(page, PHONE, 200) + covered(page, PHONE, 200)
    problems += cut(page, DESKTOP, 200) + scrolls(page, DESKTOP, 200)
    enlarge(page, 100)
    problems += violations(page)
    assert not problems, "\n".join(problems)
