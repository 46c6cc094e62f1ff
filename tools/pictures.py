"""Draws the screens of a running demo: pictures.py ADDRESS FOLDER.

Writes <screen>-<390|1280>[-sombre].png, as wide as the design's own pictures so that the pairs can be
laid side by side, and the farm's page as it prints on A4.
"""

import os
import sys
import time
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZES = {390: (844, 2), 1280: (900, 1)}
THEMES: dict[str, Literal["light", "dark"]] = {"": "light", "-sombre": "dark"}
MARGIN = 34  # 9 mm, as the page is printed
A4 = ViewportSize(width=794 - 2 * MARGIN, height=1123 - 2 * MARGIN)


# What the design's own basket holds: quantities as typed, by the name of the product.
CHOSEN = {
    "Carottes des sables": "2",
    "Poireaux": "1,5",
    "Pommes Reinette": "1",
    "Œufs plein air": "1",
    "Poulet fermier": "1",
    "Pain de campagne au levain": "1",
}


def sign_in(page: Page, name: str) -> None:
    page.goto("/compte/login/")
    page.locator("#id_login").fill(f"{name}@sillon.example")
    page.locator("#id_password").fill("demo")
    with page.expect_navigation():
        page.locator("#id_password").press("Enter")


def home(page: Page) -> None:
    page.goto("/?lieu=71490")


def shop(page: Page) -> None:
    """With a basket, which the account keeps from one picture to the next."""
    sign_in(page, "consommateur")
    for name, wanted in CHOSEN.items():  # a long shop shows its first aisles: each is looked for
        page.goto(f"/vallee-claire/boutique/?{urlencode({'q': name})}")
        page.locator("html[data-co-ready]").wait_for(state="attached")
        quantity = page.locator(f'.stepper[aria-label="{name}"] input')
        if quantity.input_value() != wanted:
            quantity.evaluate("(field, value) => { field.value = value }", wanted)
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                quantity.dispatch_event("change", {"bubbles": True})
    page.goto("/vallee-claire/boutique/")


def basket(page: Page) -> None:
    shop(page)
    with page.expect_navigation():
        page.locator("a[href*='/panier/']:visible").first.click()


def producer(page: Page) -> None:
    sign_in(page, "producteur")
    page.goto("/producteur/")


def collective(page: Page) -> None:
    page.goto("/vallee-claire/")


def news(page: Page) -> None:
    page.goto("/vallee-claire/actualites/")


def guide(page: Page) -> None:
    """The first one of the list."""
    page.goto("/fiches/")
    with page.expect_navigation():
        page.locator("main h3 a").first.click()


def farm(page: Page) -> None:
    page.goto("/fermes/ferme-des-hirondelles/")


def editor(page: Page) -> None:
    """Of a collective's home, as its editor has it."""
    sign_in(page, "redaction")
    page.goto("/gestion/pages/")
    with page.expect_navigation():
        page.locator("a[href$='/edit/']").first.click()
    page.locator("#wagtail-sidebar:not(.sidebar-loading)").wait_for(state="attached")


def components(page: Page) -> None:
    page.goto("/styleguide/")


SCREENS: dict[str, Callable[[Page], None]] = {
    "accueil": home,
    "boutique": shop,
    "panier": basket,
    "producteur": producer,
    "collectif": collective,
    "actualites": news,
    "fiche": guide,
    "ferme": farm,
    "redaction": editor,
    "composants": components,
}


def save(page: Page, path: Path, *, whole: bool = False, margin: int = 0) -> None:
    """Few colours are enough for a screen and make a third of the bytes."""
    page.wait_for_load_state("networkidle")
    if whole:  # as high as the page, so that the bar lies at its foot
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size(ViewportSize(width=page.evaluate("innerWidth"), height=height))
    drawn = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    ImageOps.expand(drawn, margin, "white").quantize(256).save(path, optimize=True)
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
    save(page, folder / "producteur-impression.png", margin=MARGIN)
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
