"""The one module that rounds money: half-up to the cent, away from zero for negative sums.

Prices are ``Decimal`` euros including VAT; sums that count are integer cents.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from commons.core.quantities import PriceBasis
from commons.core.typography import MINUS, NBSP

BASE_UNITS_PER_PRICED_UNIT = {PriceBasis.PIECE: 1, PriceBasis.KILO: 1000, PriceBasis.LITRE: 1000}


def to_cents(amount: Decimal) -> int:
    """Round euros half-up to integer cents."""
    return _half_up(amount * 100)


def euros(cents: int) -> Decimal:
    """Turn integer cents into euros with two decimals."""
    return Decimal(cents).scaleb(-2)


def amount_cents(*, price: Decimal, basis: PriceBasis, quantity: int) -> int:
    """Multiply a price by a quantity; nothing else in the code base does.

    ``price`` in euros including VAT per piece, kilo or litre as ``basis`` says; ``quantity`` in
    base units (pieces, grams, millilitres). Returns cents.
    """
    return to_cents(price * quantity / BASE_UNITS_PER_PRICED_UNIT[basis])


def share(total_cents: int, weights: Sequence[int]) -> list[int]:
    """Divide a sum in proportion to the weights by largest remainder: no cent appears or vanishes.

    The first of equals gets the odd cent; sharing −x is the negation of sharing x.
    Raises ``ValueError`` for a negative weight, or when there is a sum and no weight to bear it.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is negative")
    if total_cents < 0:
        return [-part for part in share(-total_cents, weights)]
    whole = sum(weights)
    if whole == 0:
        if total_cents:
            raise ValueError("a sum and no weight to bear it")
        return [0] * len(weights)
    parts = [total_cents * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: total_cents * weights[i] % whole, reverse=True
    )
    for i in by_remainder[: total_cents - sum(parts)]:
        parts[i] += 1
    return parts


def vat_included_cents(total_cents: int, rate: Decimal) -> int:
    """Return the VAT, in cents, that a sum including VAT contains at ``rate`` percent."""
    return _half_up(total_cents * rate / (100 + rate))


def format_percent(rate: Decimal) -> str:
    """Write a rate as people do: "7 %", "8,5 %"."""
    return f"{rate.normalize():f}{NBSP}%".replace(".", ",")


def format_euros(amount: int | Decimal) -> str:
    """Write an amount the French way, "1 642,00 €" or "− 3,60 €".

    An ``int`` is cents, a ``Decimal`` is euros. No space of it can break at the end of a line.
    """
    cents = amount if isinstance(amount, int) else to_cents(amount)
    figures = f"{euros(abs(cents)):,.2f}".replace(",", NBSP).replace(".", ",")
    sign = MINUS + NBSP if cents < 0 else ""
    return f"{sign}{figures}{NBSP}€"


def format_difference(number: int) -> str:
    """Write by how much something differs: "+ 9", "− 3", "0"."""
    sign = {True: "+", False: MINUS}[number > 0] + NBSP if number else ""
    return f"{sign}{abs(number)}"


def format_whole_euros(cents: int) -> str:
    """Write cents as euros without cents and sign, for a drawing: "1 684"."""
    return f"{_half_up(Decimal(cents) / 100):,}".replace(",", NBSP)


def _half_up(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))
