"""Every page: no violation of WCAG 2.2 AA nor of axe's best practices, no sideways scroll."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, HEIGHTS, PHONE, Theme, visit
from tests.e2e.conftest import PageAt
from tests.e2e.visits import VISITS, Visit, user_of

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
SMALLEST = 320
THEMES: tuple[Theme, ...] = ("light", "dark")
SETTLED = "Promise.allSettled(document.getAnimations().map((each) => each.finished))"
OUT = """() => [...document.querySelectorAll("body *:not(.tablewrap *, .rail *)")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
  .map((one) => `<${one.tagName} ${one.className}> ${one.textContent.trim().slice(0, 40)}`)
  .slice(-3)"""


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 844)})


def enlarge(page: Page, text: int) -> None:
    """The size of the root, in per cent, as a browser's own setting does it."""
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{text}%")


def violations(page: Page) -> list[str]:
    """In both themes and at both widths; one line a rule, with the first places."""
    found = []
    page.emulate_media(reduced_motion="reduce")  # no colour on its way to another
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for width in (PHONE, DESKTOP):
            resize(page, width)
            page.evaluate(SETTLED)
            for rule in Axe().run(page, options=OPTIONS).response["violations"]:
                places = [node["html"][:160] for node in rule["nodes"][:3]]
                found.append(f"{width} {theme} {rule['id']}: {rule['help']} {places}")
    return found


def scrolls(page: Page, width: int, text: int = 100) -> list[str]:
    """What sticks out at a width, with text at so many per cent."""
    resize(page, width)
    enlarge(page, text)
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return [f"scrolls sideways at {width} px, text {text} %: {page.evaluate(OUT)}"]


# Half-way down, what does not move with the page: how much of the window it covers.
STUCK = """() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const at = scrollY;
  const parts = [...document.querySelectorAll("body *")].filter((one) =>
    ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility()
    && !one.closest("dialog"));
  const tops = parts.map((one) => one.getBoundingClientRect().top);
  scrollBy(0, -40);
  if (scrollY === at) return [0, ""];
  const stuck = parts.filter((one, n) => Math.abs(one.getBoundingClientRect().top - tops[n]) < 1);
  const heights = stuck.map((one) => one.getBoundingClientRect())
    .map(({ top, bottom }) => Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)));
  const names = stuck.map((one) => one.className).join(", ");
  return [heights.reduce((sum, height) => sum + height, 0) / innerHeight, names];
}"""
MOST_COVERED = 0.3


def covered(page: Page, width: int, text: int) -> list[str]:
    """What stays in sight lets go before it hides the rest, whatever enlarges the text."""
    resize(page, width)
    enlarge(page, text)
    share, names = page.evaluate(STUCK)
    page.evaluate("scrollTo(0, 0)")
    if share <= MOST_COVERED:
        return []
    return [f"at {width} px, text {text} %, {share:.0%} of the window is covered: {names}"]


@pytest.mark.parametrize("seen", VISITS, ids=str)
def test_a_page_can_be_used_by_everybody(page_at: PageAt, demo: None, seen: Visit) -> None:
    path = seen.path()
    page: Page = page_at(PHONE, user=user_of(seen.user) if seen.user else None)

    visit(page, path)
    if seen.then:
        seen.then(page)

    assert resolve(urlsplit(page.url).path).view_name == seen.address
    problems = scrolls(page, SMALLEST) + scrolls(page, PHONE, 200) + covered(page, PHONE, 200)
    problems += scrolls(page, DESKTOP, 200)
    enlarge(page, 100)
    problems += violations(page)
    assert not problems, "\n".join(problems)
