"""The head of a page: what it is, said once, for readers and for those who share it."""

from django import template
from django.utils.safestring import SafeString

from commons.core import web

register = template.Library()


@register.simple_tag
def absolute(path: str) -> str:
    """The address of a path of ours, as the world writes it."""
    return web.absolute(path)


@register.simple_block_tag
def words(content: str) -> SafeString:
    """What a block holds, also for an attribute: rendered it is escaped, but for its quotes."""
    return SafeString(content.strip().replace('"', "&quot;"))
