"""Signs that French needs and a keyboard does not have; small words before a name."""

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def of_place(name: str) -> str:
    """Write "de" before the name of a place or a month, in French: "d’Autun", "du Creusot"."""
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    vowels = "AEIOUYÀÂÉÈÊËÎÏÔÙÛŒ"
    return f"d’{name}" if name[:1].upper() in vowels else f"de {name}"
