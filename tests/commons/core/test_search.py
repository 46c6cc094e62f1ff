"""One answer in Python and in the browser, held by shared vectors."""

import json
from pathlib import Path

import pytest

from commons.core.search import fold, matches

VECTORS = json.loads(Path(__file__).with_name("search_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['query']} in {v['name']}")
def test_a_vector_holds(vector: dict[str, str | bool]) -> None:
    words = fold(str(vector["name"])).split()

    assert matches(str(vector["query"]), words) is vector["found"]


def test_folding_leaves_plain_words() -> None:
    assert fold("  Œufs d’OIE – chou-fleur, L’Été ") == "oeufs d oie chou fleur l ete"
