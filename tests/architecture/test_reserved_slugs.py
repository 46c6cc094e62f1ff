"""A collective may not take an address that the product answers at, nor may a page of its site."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from commons.collectives.validators import RESERVED_SLUGS
from home.models.collective import SLUGS_OF_COLLECTIVE


def _patterns(resolver: URLResolver) -> Iterator[URLPattern | URLResolver]:
    """Those that see the whole path: resolvers mounted at "" are looked into."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern):
            yield from _patterns(pattern)
        else:
            yield pattern


def test_every_fixed_first_segment_is_reserved() -> None:
    routes = [str(pattern.pattern).lstrip("^") for pattern in _patterns(get_resolver())]
    fixed = {route.split("/")[0] for route in routes if not route.startswith(("<", "(", "$", "_"))}

    missing = fixed - RESERVED_SLUGS - {""}

    assert not missing, f"reserve these in collectives.validators: {sorted(missing)}"


def test_every_fixed_segment_below_a_collective_is_refused_to_its_pages() -> None:
    routes = [str(pattern.pattern) for pattern in _patterns(get_resolver())]
    below = [route.split("/")[1] for route in routes if route.startswith("<slug:collective>/")]
    fixed = {segment for segment in below if segment and not segment.startswith("<")}

    assert fixed == SLUGS_OF_COLLECTIVE


def test_the_section_of_the_networks_home_is_reserved() -> None:
    assert "accueil-du-reseau" in RESERVED_SLUGS
