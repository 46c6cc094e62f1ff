"""What a seller brings to a distribution, by product and by customer: two lists, one total (O33).

Pure: made from ordered lines. Amounts are cents with VAT, without deposits; goods weighed at
pick-up count for their estimated weight.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from commons.collectives.models import FeeBearer
from commons.core.alphabet import place_in_alphabet
from commons.core.money import euros, format_euros, to_cents, vat_included_cents
from commons.core.quantities import (
    BaseUnit,
    SaleMode,
    format_quantity,
    net_total,
    total_weight_label,
)
from commons.core.typography import NBSP
from shop.catalogue.enums import Keeping
from shop.reporting.customers import shown_name
from shop.reporting.lines import Ordered

# Of the printed tables, in the widest of the fonts that a page may be drawn with.
CHARACTERS_OF_A_LINE = 65
LINES_OF_AN_A4 = 52


@dataclass(frozen=True, slots=True)
class Note:
    """What the customer of an order wrote to the farm about a product."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product: how much of it, and what it comes to.

    There are `more_notes` than those that a page shows.
    """

    first: Ordered
    quantity: int
    items: int
    amount_cents: int
    notes: Sequence[Note]
    is_one_of_several_prices: bool = False
    more_notes: int = 0

    @property
    def listing(self) -> UUID:
        return self.first.listing

    @property
    def name(self) -> str:
        return self.first.product

    @property
    def key(self) -> str:
        """What tells it from the other rows."""
        return f"{self.first.listing}/{self.first.price}"

    @property
    def title(self) -> str:
        """Its name; with its price where the product was ordered at several."""
        if not self.is_one_of_several_prices:
            return self.name
        return f"{self.name} ({format_euros(self.first.price)})"

    @property
    def produced_by(self) -> str:
        return self.first.produced_by

    @property
    def is_weighed(self) -> bool:
        """Priced by a weight that is known at pick-up: the amount is an estimate."""
        return self.first.sale_mode == SaleMode.WEIGHED

    @property
    def quantity_label(self) -> str:
        """As it is sold: "31 bottes", "18,5 kg", "9 pièces"."""
        return label(self.quantity, self.first)

    @property
    def total_label(self) -> str:
        """The same in real units (O35): "env. 10,8 kg", "soit 0,6 kg", "soit 18 unités"; or ""."""
        line = self.first
        if line.sale_mode == SaleMode.WEIGHED:
            grams = self.quantity * (line.estimated_weight or 0)
            return _("about %(weight)s") % {"weight": total_weight_label(grams)}
        if line.sale_mode != SaleMode.PIECE or not line.net_content or not line.net_unit:
            return ""
        unit = BaseUnit(line.net_unit)
        total = net_total(self.quantity, line.net_content, unit)
        if unit == BaseUnit.PIECE:
            return "" if line.net_content == 1 else _("that is %(total)s units") % {"total": total}
        return _("that is %(total)s") % {"total": total}

    @property
    def keeping_label(self) -> str:
        return keeping_label(self.first)


@dataclass(frozen=True, slots=True)
class Item:
    """One product of a customer."""

    line: Ordered

    @property
    def quantity_label(self) -> str:
        """Short, before the product's name: "2 ×", "1,5 kg"."""
        figures = format_quantity(self.line.quantity, BaseUnit(self.line.base_unit))
        return f"{figures}{NBSP}×" if _is_pieces(self.line) else figures

    @property
    def is_weighed(self) -> bool:
        return self.line.sale_mode == SaleMode.WEIGHED


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """An order, as much of it as this seller has to know."""

    number: int
    name: str
    items: Sequence[Item]
    count: int
    amount_cents: int

    @property
    def paper_lines(self) -> int:
        """How many lines its products take in a column as wide as the paper."""
        items = (
            f"{item.quantity_label} {item.line.product}, {item.line.note}" for item in self.items
        )
        return -(-sum(map(len, items)) // CHARACTERS_OF_A_LINE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a rate (percent) takes from a sum, or holds of it: rounded once."""

    rate: Decimal
    base_cents: int
    cents: int

    @property
    def rate_label(self) -> str:
        """Write "5,5 %"."""
        return f"{self.rate.normalize():f}{NBSP}%".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Recap:
    """Both lists of a seller, and their one total."""

    products: Sequence[ProductRow]
    customers: Sequence[CustomerRow]
    items: int
    total_cents: int
    vat: Sequence[Part]
    commissions: Sequence[Part]
    fees: Sequence[Part]

    @property
    def is_estimated(self) -> bool:
        return any(row.is_weighed for row in self.products)

    @property
    def is_dense(self) -> bool:
        """Whether its tables would take more than one A4: paper then has two columns of lines."""
        products = sum(1 + len(row.notes) for row in self.products)
        return products + sum(row.paper_lines for row in self.customers) > LINES_OF_AN_A4

    @property
    def net_cents(self) -> int:
        """What comes to the farm once the commission, and the fee it bears, are withheld."""
        return self.total_cents - sum(part.cents for part in (*self.commissions, *self.fees))


def recap_of(
    lines: Iterable[Ordered], *, name_rule: str, page: Iterable[Ordered] | None = None
) -> Recap:
    """Both lists of one seller; products by the alphabet whatever the case (O34).

    VAT is taken out once per rate, from the sum including it; commission and fee are rounded
    once per rate. Lines of a rate that is not known hold no VAT. Where lines stand for several
    (`sums.sums_of`), those of the customers who are shown are on the `page`.
    """
    lines = list(lines)
    priced = list(_grouped(lines, lambda line: (line.listing, line.price)))
    prices = Counter(group[0].listing for group in priced)
    products = [_product_row(group, several=prices[group[0].listing] > 1) for group in priced]
    borne = [line for line in lines if line.fee_bearer == FeeBearer.FARM]
    return Recap(
        products=sorted(
            products,
            key=lambda row: (place_in_alphabet(row.name), row.listing, row.first.price),
        ),
        customers=list(customers_of(lines if page is None else page, name_rule=name_rule)),
        items=sum(map(_items, lines)),
        total_cents=_amount(lines),
        vat=_parts(lines, lambda line: line.vat_rate, vat_included_cents),
        commissions=_parts(lines, lambda line: line.commission_rate, _withheld),
        fees=_parts(borne, lambda line: line.fee_rate, _withheld),
    )


def customers_of(lines: Iterable[Ordered], *, name_rule: str) -> Iterator[CustomerRow]:
    """The orders of lines that come by number."""
    for _number, group in groupby(lines, lambda line: line.number):
        yield _customer_row(list(group), name_rule)


def label(quantity: int, line: Ordered) -> str:
    """A quantity of what a line is about, "31 bottes"."""
    unit = BaseUnit(line.base_unit)
    return format_quantity(quantity, unit, noun_one=line.noun_one, noun_many=line.noun_many)


def keeping_label(line: Ordered) -> str:
    """Where it waits, unless anywhere: "frais", "congelé"."""
    keeping = Keeping(line.keeping)
    return "" if keeping == Keeping.AMBIENT else str(keeping.label)


def _product_row(lines: Sequence[Ordered], *, several: bool) -> ProductRow:
    notes = [Note(line.number, line.note) for line in lines if line.note]
    return ProductRow(
        first=min(lines, key=lambda line: line.uid),
        quantity=sum(line.quantity for line in lines),
        items=sum(map(_items, lines)),
        amount_cents=_amount(lines),
        notes=notes,
        is_one_of_several_prices=several,
        more_notes=max(0, sum(line.notes for line in lines) - len(notes)),
    )


def _customer_row(lines: Sequence[Ordered], name_rule: str) -> CustomerRow:
    return CustomerRow(
        number=lines[0].number,
        name=shown_name(lines[0].customer, name_rule),
        items=[
            Item(line) for line in sorted(lines, key=lambda line: place_in_alphabet(line.product))
        ],
        count=sum(map(_items, lines)),
        amount_cents=_amount(lines),
    )


def _items(line: Ordered) -> int:
    """Pieces; goods by weight are one item, whatever they weigh."""
    return line.quantity if _is_pieces(line) else line.lines


def _is_pieces(line: Ordered) -> bool:
    return line.base_unit == BaseUnit.PIECE


def _amount(lines: Iterable[Ordered]) -> int:
    return sum(line.amount_cents for line in lines)


def _withheld(base_cents: int, rate: Decimal) -> int:
    return to_cents(euros(base_cents) * rate / 100)


def _parts(
    lines: Iterable[Ordered],
    rate_of: Callable[[Ordered], Decimal | None],
    taken: Callable[[int, Decimal], int],
) -> list[Part]:
    """One part for each rate that is not 0, the lowest first."""
    by_rate: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        if rate := rate_of(line):
            by_rate[rate] += line.amount_cents
    return [Part(rate, base, taken(base, rate)) for rate, base in sorted(by_rate.items())]


def _grouped[Key: Hashable](
    lines: Iterable[Ordered], key: Callable[[Ordered], Key]
) -> Iterable[list[Ordered]]:
    groups: dict[Key, list[Ordered]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return groups.values()
