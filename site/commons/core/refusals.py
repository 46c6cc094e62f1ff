"""What every refused operation has in common: a name, its facts, a sentence for people."""

from typing import ClassVar

from django.utils.functional import Promise


class Refused(Exception):
    """A rule refuses the operation and nothing was stored; ``str()`` is the sentence to show.

    The facts are keyword arguments; ``sentence`` may name them: "%(ordered)s are ordered".
    """

    sentence: ClassVar[str | Promise]

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        sentence = str(self.sentence)
        return sentence % self.facts if self.facts else sentence
