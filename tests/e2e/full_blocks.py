"""A value for every kind of block, as full as its field lets it be; none for a kind not known."""

from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from commons.core.models import CollectifsDocument
from distributions.models import PickupPlace
from home.models import GuidePage
from home.place_chooser import PlaceBlock
from tests.e2e.visits import MAIN
from tests.pictures import in_library, sent

type Raw = dict[str, Any]
WORDS = "Anticonstitutionnellement semé, sarclé et récolté par l’intercommunalité. " * 9
RICH = {
    "h2": "<h2>Nos interprofessionnellement longues tournées</h2>",
    "h3": "<h3>Le vendredi</h3>",
    "bold": "<p><b>Au lavoir</b>, dès dix-sept heures.</p>",
    "italic": "<p>Sans réserver, <i>même en hiver</i>.</p>",
    "link": '<p><a href="https://exemple.example/anticonstitutionnellement">Le plan</a></p>',
    "document-link": "<p>Les statuts sont au bureau.</p>",
    "ol": "<ol><li>Choisir</li><li>Emporter</li></ol>",
    "ul": "<ul><li>Un sac</li><li>Une cagette</li></ul>",
}


def stream_of(block: blocks.StreamBlock) -> list[Raw]:
    """Each of its blocks once, as it is stored."""
    return [{"type": name, "value": raw(each)} for name, each in block.child_blocks.items()]


def raw(block: blocks.Block) -> Any:
    """Raises LookupError for a kind of block that nobody has given a value for."""
    for kind, make in MADE.items():
        if isinstance(block, kind):
            return make(block)
    raise LookupError(f"{type(block).__name__}: no value to show; give one in full_blocks.py")


def _text(block: Any) -> str:
    return WORDS[: getattr(block.field, "max_length", None) or 60].strip()


def _guide(_block: Any) -> int:
    return int(GuidePage.objects.live().filter(is_for_members=False).latest("pk").pk)


def _document(_block: Any) -> int:
    file = sent(b"%PDF", "statuts.pdf")
    return int(CollectifsDocument.objects.create(title=WORDS[:120], file=file).pk)


MADE: dict[type[blocks.Block], Callable[[Any], Any]] = {
    PlaceBlock: lambda _block: PickupPlace.objects.filter(collective__slug=MAIN).earliest("pk").pk,
    blocks.PageChooserBlock: _guide,
    DocumentChooserBlock: _document,
    ImageChooserBlock: lambda _block: in_library("Deux chèvres").pk,
    blocks.URLBlock: lambda _block: "https://videos.example/anticonstitutionnellement",
    blocks.BooleanBlock: lambda _block: False,
    blocks.RichTextBlock: lambda block: "".join(RICH[name] for name in block.features),
    blocks.CharBlock: _text,
    blocks.TextBlock: _text,
    blocks.StreamBlock: stream_of,
    blocks.StructBlock: lambda block: {n: raw(each) for n, each in block.child_blocks.items()},
    # Without a key Wagtail takes an item for a value as it was stored years ago.
    blocks.ListBlock: lambda block: [
        {"type": "item", "id": key, "value": raw(block.child_block)} for key in "abc"
    ],
}
