"""Draws the screens of a running demo: pictures.py ADDRESS FOLDER.

Writes <screen>-<390|1280>[-sombre].png, as wide as the design's own pictures so that the pairs can be
laid side by side, and the farm's page as it prints on A4.
"""

import os
import re
import sys
import time
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZES = {390: (844, 2), 1280: (900, 1)}
THEMES: dict[str, Literal["light", "dark"]] = {"": "light", "-sombre": "dark"}
A4 = ViewportSize(width=794, height=1123)


def home(page: Page) -> None:
    page.goto("/")


def shop(page: Page) -> None:
    page.goto("/vallee-claire/boutique/")


def basket(page: Page) -> None:
    shop(page)
    for _ in range(5):  # what is added hides its button, so the first one is another each time
        page.get_by_role("button", name=re.compile("^Ajouter .+,")).first.click()
    with page.expect_navigation():
        page.locator("a[href*='/panier/']:visible").first.click()


def producer(page: Page) -> None:
    page.goto("/compte/login/")
    page.locator("input[name=login]").fill("producteur@sillon.example")
    page.locator("input[name=password]").fill("demo")
    page.locator("input[name=password]").press("Enter")
    page.goto("/producteur/")


def components(page: Page) -> None:
    page.goto("/styleguide/")


SCREENS: dict[str, Callable[[Page], None]] = {
    "accueil": home,
    "boutique": shop,
    "panier": basket,
    "producteur": producer,
    "composants": components,
}


def save(page: Page, path: Path, *, whole: bool = False) -> None:
    """Few colours are enough for a screen and make a third of the bytes."""
    page.wait_for_load_state("networkidle")
    drawn = Image.open(BytesIO(page.screenshot(full_page=whole, animations="disabled")))
    drawn.convert("RGB").quantize(256).save(path, optimize=True)
    print(path.name, flush=True)


def draw(browser: Browser, address: str, folder: Path) -> None:
    for screen, open_screen in SCREENS.items():
        for width, (height, scale) in SIZES.items():
            for suffix, theme in THEMES.items():
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": width, "height": height},
                    device_scale_factor=scale,
                    color_scheme=theme,
                    locale="fr-FR",
                    timezone_id="Europe/Paris",
                )
                page = context.new_page()
                open_screen(page)
                name = f"{screen}-{width}{suffix}.png"
                save(page, folder / name, whole=screen == "composants")
                context.close()


def draw_print(browser: Browser, address: str, folder: Path) -> None:
    context = browser.new_context(base_url=address, viewport=A4, locale="fr-FR")
    page = context.new_page()
    producer(page)
    page.emulate_media(media="print")
    save(page, folder / "producteur-impression.png")
    context.close()


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310  (our own address)
            return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"Nothing answers at {address}.")


def main() -> None:
    address, folder = sys.argv[1], Path(sys.argv[2])
    wait_for(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        draw(browser, address, folder)
        draw_print(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main()
