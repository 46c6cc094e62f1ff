"""Numbers that the French state gives to businesses."""

LA_POSTE = "356000000"


def is_siret(text: str) -> bool:
    """Tell whether a text is a SIRET: fourteen digits, spaces allowed, that add up.

    The check is Luhn's; La Poste has more places than Luhn leaves numbers, so the plain digits of
    its own sum to a multiple of five instead.
    """
    digits = "".join(text.split())
    if len(digits) != 14 or not (digits.isascii() and digits.isdigit()):
        return False
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    return sum(int(d) for i, c in enumerate(digits) for d in str(int(c) * (2 - i % 2))) % 10 == 0
