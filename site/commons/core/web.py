"""What other programs read of a page: its address, its name, what it is about."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

type Facts = Mapping[str, object]
"""Of a thing, by the names of schema.org; what is empty is left out."""

# What would end the script, or be read as HTML, as JSON may write it too.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """The address of a path of ours, as the world writes it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def structured(kind: str, facts: Facts) -> SafeString:
    """A thing of a page, for search engines (https://schema.org), as JSON-LD."""
    known = {name: value for name, value in facts.items() if value not in ("", None, [])}
    thing = {"@context": "https://schema.org", "@type": kind, **known}
    written = json.dumps(thing, ensure_ascii=False, default=str)
    return mark_safe(written.translate(_UNSAFE))  # noqa: S308  (escaped)
