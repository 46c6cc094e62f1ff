"""Customers as sellers see them: by their number, with as much of the name as the rule allows."""

from commons.collectives.models import Collective

Rule = Collective.CustomerName


def shown_name(name: str, rule: str) -> str:
    """The name on an order, cut by the collective's rule: "Camille A.", in full, or nothing.

    What is left of an e-mail address or a phone number typed as a name is nothing.
    """
    words = name.split()
    if not words or rule == Rule.NUMBER or "@" in name or not any(map(str.isalpha, name)):
        return ""
    if rule == Rule.FULL or len(words) == 1:
        return " ".join(words)
    return f"{words[0]} {words[-1][0].upper()}."
