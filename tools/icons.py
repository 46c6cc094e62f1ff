"""Draws the icons of the site as pictures, for what reads no SVG, from static/icon.svg.

Usage: .venv/bin/python tools/icons.py; needs Chromium. What it writes is committed.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "site/collectifs/static"
SIZES = (180, 192, 512)
IN_THE_TAB = [(16, 16), (32, 32), (48, 48)]


def main() -> None:
    drawing = (STATIC / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 512, "height": 512})
        page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
        largest = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
        browser.close()
    for size in SIZES:
        icon = largest.resize((size, size), Image.Resampling.LANCZOS)
        icon.save(STATIC / f"icon-{size}.png", optimize=True)
    largest.save(STATIC / "favicon.ico", sizes=IN_THE_TAB)


if __name__ == "__main__":
    main()
