"""The months of a season, in words."""

import pytest

from shop.catalogue.seasons import season_label


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ""),
        (list(range(1, 13)), ""),
        ([6], "juin"),
        ([6, 7], "juin, juillet"),
        ([5, 6, 7], "de mai à juillet"),
        ([8, 9, 10], "d’août à octobre"),
        ([9, 10, 11, 12, 1, 2], "de septembre à février"),
        ([3, 4, 10], "mars, avril, octobre"),
    ],
)
def test_a_season_is_told_as_people_do(months: list[int], words: str) -> None:
    assert season_label(months) == words
