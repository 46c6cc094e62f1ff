"""Blocks of the site: those that fill themselves, beside those that editors write.

What they say comes from `facts` of the page (`home.site_facts`, `home.network_facts`), so a page
asks for it once, however many blocks show it. A block that has nothing to say is not there.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from commons.core.blocks import WrittenBlocks
from home.place_chooser import PlaceBlock

SAYS = ["bold", "italic", "link", "ul"]


class FilledBlock(StructBlock):
    """A part that fills itself, under its own title or the editor's."""

    title = CharBlock(
        label=_("Title"),
        required=False,
        max_length=80,
        help_text=_("Left empty, the block has its own."),
    )

    def sought_by(self) -> list[str]:
        """Words that one looks for it with, which no editor has to write."""
        return []


class ComingBlock(FilledBlock):
    class Meta:
        icon = "date"
        label = _("Next distributions")
        template = "blocks/coming.html"
        help_text = _("Where the next one is, and the dates to come.")


class ProductsBlock(FilledBlock):
    class Meta:
        icon = "pick"
        label = _("Products of the moment")
        template = "blocks/products.html"
        help_text = _("Of the next distribution: those that are featured first.")


class FarmsBlock(FilledBlock):
    class Meta:
        icon = "group"
        label = _("Farms")
        template = "blocks/farms.html"
        help_text = _(
            "Those that come to the next distribution, then the others of the collective."
        )


class NewsBlock(FilledBlock):
    class Meta:
        icon = "list-ul"
        label = _("Latest news")
        template = "blocks/news.html"
        help_text = _("The three latest.")


class EventsBlock(FilledBlock):
    class Meta:
        icon = "calendar-alt"
        label = _("Next events")
        template = "blocks/events.html"
        help_text = _("The three that come next in the agenda.")


class FiguresBlock(FilledBlock):
    class Meta:
        icon = "order"
        label = _("Figures")
        template = "blocks/figures.html"
        help_text = _("How many farms, products and orders, counted every ten minutes.")


class WayBlock(FilledBlock):
    """Where one collects: what is known of the place, and the editor's words."""

    place = PlaceBlock(
        label=_("Pick-up place"),
        required=False,
        help_text=_("Left empty, every place in use is shown."),
    )
    text = RichTextBlock(label=_("Text"), required=False, features=SAYS)

    class Meta:
        icon = "site"
        label = _("How to get there")
        template = "blocks/way.html"
        help_text = _("The address and how to get in come from the pick-up places.")


class JoinBlock(FilledBlock):
    """Why and how one joins; what dues cost is the editor's to say."""

    dues = CharBlock(
        label=_("Dues"),
        required=False,
        max_length=120,
        help_text=_("For example “10 € a year, 5 € for students”."),
    )
    text = RichTextBlock(label=_("What joining means"), required=False, features=SAYS)

    def sought_by(self) -> list[str]:
        """Its labels, and the noun of what one does there."""
        dues: str = self.child_blocks["dues"].label
        return [gettext("Join"), dues, gettext("membership")]

    class Meta:
        icon = "user"
        label = _("Call to join")
        template = "blocks/join.html"


class NetworkBlocks(WrittenBlocks):
    """What the network's home may show below its finder: of all collectives."""

    coming = ComingBlock()
    products = ProductsBlock(
        help_text=_("Of the next distributions of all: those that are featured first.")
    )
    farms = FarmsBlock(help_text=_("Some of those that come to the next distributions."))
    news = NewsBlock()
    events = EventsBlock()
    figures = FiguresBlock(help_text=_("In the place of those that stand above the blocks."))
    join = JoinBlock(help_text=_("It leads to the finder."))


class CollectiveBlocks(WrittenBlocks):
    """What a collective's site may show."""

    coming = ComingBlock()
    products = ProductsBlock()
    farms = FarmsBlock()
    news = NewsBlock()
    events = EventsBlock()
    figures = FiguresBlock()
    way = WayBlock()
    join = JoinBlock()


OF_DATES = {"coming", "products", "farms"}
"""Blocks that ask for the next distributions."""

Block = tuple[str, dict[str, Any]]


def filled(*names: str) -> list[Block]:
    """Blocks that fill themselves, in this order, as a stream takes them."""
    return [(name, {"title": ""}) for name in names]


FIRST_BLOCKS = filled("coming", "products", "join", "farms", "news", "events", "figures")
"""Of a new collective's home, and of one that has no page."""
