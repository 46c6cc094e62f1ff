"""The demo's pages of farms: what each tells of itself, with its pictures."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from collectifs.demo.data_files import read_json
from collectifs.demo.site_parts import draw_for, paragraphs, write
from farms.models import FarmPage


def write_farm_pages(most: int) -> int:
    """Write and publish all, `most` of them with what the farm tells; how many there are."""
    told = dict(islice(read_json("farm_pages").items(), most))
    pages = FarmPage.objects.select_related("farm", "files")
    for page in pages:
        write(page, _words(page, told.get(page.farm.slug)))
    return len(pages)


def _words(page: FarmPage, told: Mapping[str, Any] | None) -> dict[str, Any]:
    """A farm of which nothing is told shows how it presented itself when it was added."""
    introduced = page.farm.presentation.split("\n\n")
    if told is None:
        return {"story": paragraphs(introduced)}
    kept = {name: told[name] for name in ("opening", "show_address", "show_phone", "show_email")}
    return kept | {
        "story": paragraphs([*introduced, *told["story"]]),
        "practices": paragraphs(told["practices"]),
        "picture": draw_for(page, page.farm.slug, told),
        "gallery": [
            ("picture", _shown(page, number, one))
            for number, one in enumerate(told.get("gallery", ()))
        ],
    }


def _shown(page: FarmPage, number: int, one: Mapping[str, Any]) -> dict[str, Any]:
    picture = draw_for(page, f"{page.farm.slug}-{number + 1}", one)
    picture.contextual_alt_text, picture.decorative = one["picture_text"], False
    return {"picture": picture, "caption": one["caption"]}
