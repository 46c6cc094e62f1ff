#!/usr/bin/env python3
"""Vendor the pictures of the demo's products: food and farm icons as small transparent PNGs.

    .venv/bin/python tools/vendor_icons.py

Takes the icons named below from the npm package `@iconify-json/fluent-emoji-flat` (Microsoft's
Fluent Emoji, MIT), draws them with Chromium, quantises them with Pillow and writes them with their
licence and a `checksums.txt` that a test reads. Only needed to add an icon: the result is committed.
Needs npm, Pillow, playwright and Chromium (path in CHROMIUM, /usr/bin/chromium by default).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PACKAGE = "@iconify-json/fluent-emoji-flat@1.2.6"
TARGET = Path(__file__).parents[1] / "site/collectifs/demo/data/icons"
SIZE = 256
"""Side of an icon in pixels."""

ICONS = [
    "amphora",
    "bacon",
    "baguette-bread",
    "basket",
    "beans",
    "beer-mug",
    "bell-pepper",
    "beverage-box",
    "blossom",
    "blueberries",
    "bottle-with-popping-cork",
    "bouquet",
    "bowl-with-spoon",
    "bread",
    "broccoli",
    "brown-mushroom",
    "butter",
    "candle",
    "candy",
    "canned-food",
    "carrot",
    "cheese-wedge",
    "cherries",
    "chestnut",
    "chicken",
    "cookie",
    "cow-face",
    "croissant",
    "cucumber",
    "custard",
    "cut-of-meat",
    "ear-of-corn",
    "egg",
    "eggplant",
    "ewe",
    "evergreen-tree",
    "fish",
    "flatbread",
    "garlic",
    "glass-of-milk",
    "goat",
    "grapes",
    "green-apple",
    "green-salad",
    "herb",
    "honey-pot",
    "honeybee",
    "hot-dog",
    "hot-pepper",
    "ice-cream",
    "jar",
    "kiwi-fruit",
    "leafy-green",
    "lemon",
    "lotion-bottle",
    "meat-on-bone",
    "melon",
    "nest-with-eggs",
    "onion",
    "pea-pod",
    "peach",
    "pear",
    "pie",
    "pig-face",
    "pot-of-food",
    "potato",
    "potted-plant",
    "poultry-leg",
    "red-apple",
    "roasted-sweet-potato",
    "salt",
    "seedling",
    "sheaf-of-rice",
    "shrimp",
    "soap",
    "spaghetti",
    "sponge",
    "steaming-bowl",
    "strawberry",
    "sunflower",
    "teacup-without-handle",
    "teapot",
    "tomato",
    "wine-glass",
    "wood",
    "yarn",
]

LICENCE = """\
Fluent Emoji (flat), from the npm package {package}, drawn at {size} pixels.

MIT License

Copyright (c) Microsoft Corporation.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def read_bodies() -> dict[str, str]:
    """Return the SVG body of each chosen icon; raise KeyError for a name the package does not have."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        subprocess.run(command, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            content = archive.extractfile("package/icons.json")
            assert content is not None
            icons = json.load(content)["icons"]
    return {name: icons[name]["body"] for name in ICONS}


def rasterise(bodies: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each icon as a full-colour transparent PNG."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE, "height": SIZE})
        for name, body in bodies.items():
            page.set_content(
                '<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" '
                f'viewBox="0 0 32 32" width="{SIZE}" height="{SIZE}" '
                f'style="display:block">{body}</svg>'
            )
            yield name, page.screenshot(omit_background=True)
        browser.close()


def shrink(png: bytes) -> bytes:
    """Quantise to 128 colours with alpha: flat drawings lose nothing that can be seen."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    small = image.quantize(colors=128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    sums = []
    for name, png in rasterise(read_bodies()):
        small = shrink(png)
        (TARGET / f"{name}.png").write_bytes(small)
        sums.append(f"{hashlib.sha256(small).hexdigest()}  {name}.png\n")
    (TARGET / "checksums.txt").write_text("".join(sums))
    (TARGET / "LICENSE").write_text(LICENCE.format(package=PACKAGE, size=SIZE))
    print(f"{len(sums)} icons in {TARGET}")


if __name__ == "__main__":
    main()
