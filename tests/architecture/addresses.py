"""Every address of the URLconf, by its full name and its route."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>)?[^()]*(?:\([^()]*\)[^()]*)*\)[*+?]?")
SAMPLES = {
    "int": "1",
    "uuid": "01939b3c-0000-7000-8000-000000000000",
    "slug": "inconnu",
    "path": "inconnu",
}


@dataclass(frozen=True)
class Address:
    """`name` is "" for a pattern without one."""

    name: str
    route: str

    def path(self, values: Mapping[str, object]) -> str:
        """An address of this pattern: `values` by parameter, else something that does not exist.

        Groups of a regular expression come first: a place would take their names out of them.
        """
        grouped = GROUP.sub(lambda group: str(values.get(group["name"] or "", "1")), self.route)
        plain = grouped.replace("^", "").replace("$", "").replace("\\", "").replace(".*", "x")
        filled = PLACE.sub(
            lambda place: str(
                values.get(place["name"], SAMPLES.get(place["kind"] or "str", "inconnu"))
            ),
            plain,
        )
        return f"/{filled}"


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(
    patterns: Iterable[URLPattern | URLResolver], route: str, spaces: tuple[str, ...]
) -> Iterator[Address]:
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, here, inner)
        else:
            yield Address(":".join((*spaces, each.name)) if each.name else "", here)
