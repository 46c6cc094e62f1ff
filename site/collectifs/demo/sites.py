"""The demo's homes of collectives: each with other blocks, words and pictures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from collectifs.demo.data_files import read_json
from collectifs.demo.site_parts import draw_for, paragraphs, write
from commons.collectives.services import dress_collective
from home.blocks import FIRST_BLOCKS
from home.five_fields_services import SiteWords, fill_site
from home.models import CollectivePage


def write_homes(*, now: datetime) -> int:
    """Write and publish them, in their colours; how many."""
    told = read_json("sites")
    homes = CollectivePage.objects.select_related("collective", "files")
    for home in homes:
        if entry := told.get(home.collective.slug):
            _tell(home, entry, now)
        else:
            write(home, _introduced(home.collective.summary))
    return len(homes)


def _tell(home: CollectivePage, entry: Mapping[str, Any], now: datetime) -> None:
    write(home, _words(home, entry))
    collective, said = home.collective, {name: entry[name] for name in ("where", "dues")}
    words = SiteWords(
        sentence=home.introduction,
        picture_text=entry["picture_text"],
        contact_email=collective.contact_email,
        phone=collective.phone,
        **said,
    )
    fill_site(collective=collective, words=words, actor=None, now=now)
    dress_collective(collective=collective, colour=entry["colour"], actor=None, now=now)


def _words(home: CollectivePage, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "introduction": entry["introduction"],
        "picture": draw_for(home, home.collective.slug, entry),
        "content": [(name, _block(name, said)) for name, said in entry["blocks"]],
    }


def _block(name: str, said: Any) -> Any:
    """As the stream takes it: texts are lists of paragraphs in the file."""
    if name == "text":
        return paragraphs(said)
    if name == "questions":
        return [{**one, "answer": paragraphs(one["answer"])} for one in said]
    if name in ("people", "quotation"):
        return said
    text = {"text": paragraphs(said["text"])} if "text" in said else {}
    return {"title": "", **said, **text}


def _introduced(summary: str) -> dict[str, Any]:
    """The first sentence above, the others among the blocks of a new site."""
    first, _point, others = summary.partition(". ")
    written: list[tuple[str, Any]] = [("text", paragraphs([others]))] if others else []
    return {
        "introduction": first.rstrip(".") + ".",
        "content": [*FIRST_BLOCKS[:1], *written, *FIRST_BLOCKS[1:]],
    }
