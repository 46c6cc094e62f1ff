"""The head of a page: its title and description, for readers and for those who share it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commons.core import web

register = template.Library()


@register.simple_tag
def absolute(path: str) -> str:
    """The address of a path of ours, as the world writes it."""
    return web.absolute(path)


@register.simple_block_tag
def title(content: str, site: str) -> SafeString:
    """The title of a page, with the name of the site behind it."""
    words = SafeString(content.strip())
    shared = format_html('<meta property="og:title" content="{}">', _plain(words))
    return format_html("<title>{} | {}</title>\n{}", words, site, shared)


@register.simple_block_tag
def description(content: str) -> SafeString:
    """What a page is about, in a sentence."""
    words = _plain(content.strip())
    return format_html(
        '<meta name="description" content="{}">\n<meta property="og:description" content="{}">',
        *(words, words),
    )


def _plain(words: str) -> str:
    """Rendered blocks are escaped already, but for the quotes that an attribute ends with."""
    return SafeString(words.replace('"', "&quot;"))
