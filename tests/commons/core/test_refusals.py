"""A refusal says what happened, with its facts where it has some."""

from commons.core.refusals import Refused


class Plain(Refused):
    sentence = "From 0 to 100 %."


class WithFacts(Refused):
    sentence = "%(ordered)d are ordered."


def test_a_refusal_is_a_sentence() -> None:
    assert str(Plain()) == "From 0 to 100 %."


def test_a_sentence_tells_its_facts() -> None:
    refused = WithFacts(ordered=5)

    assert (str(refused), refused.facts) == ("5 are ordered.", {"ordered": 5})
