"""Every icon that a template names is drawn in the sprite."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMED = re.compile(r'icon\.html" with name="([\w-]+)"|href="#i-([\w-]+)"|\bicon="([\w-]+)"')


def test_every_icon_is_drawn() -> None:
    sprite = (TEMPLATES / "components" / "sprite.html").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="i-([\w-]+)"', sprite))

    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for groups in NAMED.findall(path.read_text(encoding="utf-8"))
        for name in groups
        if name
    }

    assert named - drawn == set()
