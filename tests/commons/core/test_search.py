"""What is found in names, and how near it comes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.core.search import fold, matching, ranking, words_of

VECTORS = json.loads(Path(__file__).with_name("search_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['query']} in {v['name']}")
def test_a_vector_holds(vector: dict[str, Any]) -> None:
    name, strict = words_of(vector["name"]), vector.get("strict", [])

    assert ranking(vector["query"], [name], strict) == [vector["rank"]]


def test_folding_leaves_plain_words() -> None:
    assert fold("  Œufs d’OIE – chou-fleur, L’Été ") == "oeufs d oie chou fleur l ete"


def test_each_of_many_names_is_told_by_itself() -> None:
    names = ["Carottes des sables", "Crottin de chèvre", "Carotte et fromage de chèvre", ""]
    words = [words_of(name) for name in names]

    assert matching("carote chèvre", words) == [False, False, True, False]
    assert matching("de", words) == [True] * 4


@pytest.mark.parametrize("place", range(7))
def test_a_slip_anywhere_in_a_word_is_forgiven(place: int) -> None:
    before, letter, after = "rotelle"[:place], "rotelle"[place], "rotelle"[place + 1 :]
    slips = [before + after, f"{before}z{after}", f"{before}{letter}z{after}"]
    slips.append(before + after[:1] + letter + after[1:])

    assert [matching(slip, [("rotelle",)]) for slip in slips] == [[True]] * 4


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
