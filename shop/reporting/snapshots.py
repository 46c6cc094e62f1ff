"""The lines of a list that went out, as stored; what has changed since is told by comparing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from commons.core.alphabet import place_in_alphabet
from commons.core.quantities import BaseUnit, format_quantity
from shop.reporting.lines import Ordered


class Told(TypedDict):
    """One line of `SentList.lines`; `quantity` in base units."""

    line: str
    listing: str
    order: int
    product: str
    quantity: int
    base_unit: str
    noun_one: str
    noun_many: str
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an order has more or less of a product than the farm was told."""

    told: Told
    before: int
    after: int
    note_before: str
    note_after: str

    @property
    def number(self) -> int:
        return self.told["order"]

    @property
    def before_label(self) -> str:
        return label(self.told, self.before)

    @property
    def after_label(self) -> str:
        return label(self.told, self.after)

    @property
    def is_only_note(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class ProductChange:
    """A product whose orders have changed: its totals, and which orders."""

    told: Told
    before: int
    after: int
    changes: Sequence[Change]

    @property
    def listing(self) -> str:
        return self.told["listing"]

    @property
    def name(self) -> str:
        return self.told["product"]

    @property
    def before_label(self) -> str:
        return label(self.told, self.before)

    @property
    def after_label(self) -> str:
        return label(self.told, self.after)

    @property
    def is_only_notes(self) -> bool:
        return all(change.is_only_note for change in self.changes)


def snapshot(lines: Iterable[Ordered]) -> list[Told]:
    """The lines as `SentList.lines` keeps them."""
    return [
        {
            "line": str(line.uid),
            "listing": str(line.listing),
            "order": line.number,
            "product": line.product,
            "quantity": line.quantity,
            "base_unit": line.base_unit,
            "noun_one": line.noun_one,
            "noun_many": line.noun_many,
            "note": line.note,
        }
        for line in lines
    ]


def label(told: Told, quantity: int) -> str:
    """A quantity of what was told, "31 bottes"."""
    nouns = {"noun_one": told["noun_one"], "noun_many": told["noun_many"]}
    return format_quantity(quantity, BaseUnit(told["base_unit"]), **nouns)


def changes(
    before: Iterable[Told], after: Iterable[Told], *, still_open: Collection[str] = ()
) -> list[ProductChange]:
    """What has changed between two lists, by product and order.

    Products whose closing was put off are `still_open` again (uids of listings): customers may
    change them, and they count at their new closing.
    """
    old, new = (_by_line(lines, still_open) for lines in (before, after))
    keys = sorted({*old, *new}, key=lambda key: key[1])
    found = [_change(new.get(key) or old[key], old.get(key), new.get(key)) for key in keys]
    by_product: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        if not change.is_only_note or change.note_before != change.note_after:
            by_product[change.told["listing"]].append(change)
    products = [_product_change(each, old, new) for each in by_product.values()]
    return sorted(products, key=lambda product: place_in_alphabet(product.name))


def carried(before: Iterable[Told], still_open: Collection[str]) -> list[Told]:
    """What stays as it was told until its product closes again."""
    return [told for told in before if told["listing"] in still_open]


type _Key = tuple[str, int]


def _by_line(lines: Iterable[Told], still_open: Collection[str]) -> Mapping[_Key, Told]:
    """An order may hold a product at two prices: the farm brings both together."""
    shut: dict[_Key, Told] = {}
    for told in lines:
        if told["listing"] in still_open:
            continue
        key = (told["listing"], told["order"])
        before = shut[key]["quantity"] if key in shut else 0
        shut[key] = {**told, "quantity": before + told["quantity"]}
    return shut


def _change(told: Told, old: Told | None, new: Told | None) -> Change:
    return Change(
        told=told,
        before=old["quantity"] if old else 0,
        after=new["quantity"] if new else 0,
        note_before=old["note"] if old else "",
        note_after=new["note"] if new else "",
    )


def _product_change(
    found: Sequence[Change], old: Mapping[_Key, Told], new: Mapping[_Key, Told]
) -> ProductChange:
    told = found[0].told
    before, after = (
        sum(each["quantity"] for key, each in lines.items() if key[0] == told["listing"])
        for lines in (old, new)
    )
    return ProductChange(told=told, before=before, after=after, changes=found)
