"""Kept cards: none is stale, and shops read in turn do not drop all of one another's."""

from collections import Counter
from uuid import UUID

import pytest
from django.utils.safestring import SafeString

from shop.listings import cards
from shop.listings.cards import Kept
from shop.listings.shelf import Card
from tests.commons.core.test_stencils import CARD


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each card was made, by its name."""
    counted: Counter[str] = Counter()

    def html_of(card: Card) -> SafeString:
        counted[card.name] += 1
        return SafeString(card.name)

    monkeypatch.setattr(cards, "html_of", html_of)
    return counted


def some(number: int) -> list[Card]:
    return [CARD._replace(uid=UUID(int=n), name=f"Produit {n}") for n in range(number)]


def test_a_card_is_made_once(made: Counter[str]) -> None:
    kept = Kept(10)

    assert [kept(CARD, "fr"), kept(CARD, "fr")] == [CARD.name] * 2

    assert made == {CARD.name: 1}


def test_a_card_that_shows_something_else_takes_the_place_of_the_former(
    made: Counter[str],
) -> None:
    kept, other = Kept(10), CARD._replace(name="Panais")

    shown = [kept(CARD, "fr"), kept(other, "fr"), kept(CARD, "fr")]

    assert shown == [CARD.name, "Panais", CARD.name]


def test_another_language_has_its_own(made: Counter[str]) -> None:
    kept = Kept(10)

    for language in ("fr", "en", "fr", "en"):
        kept(CARD, language)

    assert made == {CARD.name: 2}


def test_no_more_are_kept_than_there_is_room_for(made: Counter[str]) -> None:
    kept, every = Kept(100), some(1000)
    for card in every:
        kept(card, "fr")
    made.clear()

    for card in every:
        kept(card, "fr")

    assert made.total() >= 900


def test_shops_that_are_read_in_turn_keep_most_of_their_cards(made: Counter[str]) -> None:
    kept, every = Kept(200), some(220)
    for _ in range(10):
        for card in every:
            kept(card, "fr")
    made.clear()

    for card in every:
        kept(card, "fr")

    assert made.total() < len(every) / 4
