"""What a browser takes to show the shop of 100 products and public pages: bytes, what moves."""

import gzip
from typing import Any

from bench import marked
from bench.machine import HOST, web
from bench.public import public_paths
from distributions.addresses import shop_path

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (390, 1280)
WEIGHED = ("document", "stylesheet", "script")
WATCH_SHIFTS = """
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def figures() -> dict[str, Any]:
    path = shop_path(marked.shop_of(100))
    with web(2) as (port, _pid):
        paths = {"shop_100": path, **public_paths()}
        visits = {name: visit_all(f"http://{HOST}:{port}{where}") for name, where in paths.items()}
    heaviest = {name: max(weight for weight, _shift in its) for name, its in visits.items()}
    return {
        **{name: {"first_load_gzip": weight} for name, weight in heaviest.items()},
        "layout_shift": round(max(shift for _weight, shift in visits["shop_100"]), 4),
    }


def visit_all(url: str) -> list[tuple[int, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = [
            visit(chromium.new_page(viewport={"width": w, "height": 844}), url) for w in WIDTHS
        ]
        chromium.close()
        return found


def visit(page: Any, url: str) -> tuple[int, float]:
    """Gzipped bytes of HTML, CSS and JS; the sum of the layout shifts."""
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url, wait_until="networkidle")
    page.evaluate(DRAWN)
    kinds = [each for each in answers if each.request.resource_type in WEIGHED]
    return sum(len(gzip.compress(each.body())) for each in kinds), page.evaluate("shifted")
