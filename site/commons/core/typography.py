"""Signs that French needs and a keyboard does not have; small words before a name."""

import re

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def of_place(name: str) -> str:
    """Write "de" before the name of a place or a month, in French: "d’Autun", "du Creusot"."""
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    vowels = "AEIOUYÀÂÉÈÊËÎÏÔÙÛŒ"
    return f"d’{name}" if name[:1].upper() in vowels else f"de {name}"


TAG = re.compile(r"(<[^>]*>)")
MENDED = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|%\()"), "’"),
    (re.compile(r"'(%\(\w+\)s)'"), rf"«{NBSP}\1{NBSP}»"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(rf"«[ {NBSP}]*"), f"«{NBSP}"),
    (re.compile(r" +(?=[:;?!»€])"), NBSP),
    (re.compile(r"(?<=[\w)])(?=:(?: |$))"), NBSP),
)
QUOTED = re.compile(r'"([^"]*)"')


def set_in_french(text: str) -> str:
    """The signs that French has where a text was typed without; what stands in tags is kept."""
    parts = TAG.split(text)
    for place in range(0, len(parts), 2):
        for typed, sign in MENDED:
            parts[place] = typed.sub(sign, parts[place])
        parts[place] = QUOTED.sub(rf"«{NBSP}\1{NBSP}»", parts[place])
    return "".join(parts)
