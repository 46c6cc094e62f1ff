"""Whatever is ordered, the parts make the whole."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commons.collectives.models import FeeBearer
from commons.core.quantities import BaseUnit, PriceBasis, SaleMode
from shop.listings.price_split import split_cents
from shop.order.lines import ask, owe, set_totals
from shop.order.models import Line, Order

PRICES = st.decimals("0.01", "999.99", places=2)
RATES = st.decimals("0", "40", places=2)
VAT = st.sampled_from([None, Decimal("0"), Decimal("5.5"), Decimal("10"), Decimal("20")])


@st.composite
def lines(draw: st.DrawFn) -> Line:
    mode = draw(st.sampled_from(SaleMode))
    unit = BaseUnit.GRAM if mode == SaleMode.WEIGHT else BaseUnit.PIECE
    basis = PriceBasis.PIECE if mode == SaleMode.PIECE else PriceBasis.KILO
    line = Line(
        price=draw(PRICES),
        sale_mode=mode,
        base_unit=unit,
        price_basis=basis,
        estimated_weight=draw(st.integers(1, 5000)),
        vat_rate=draw(VAT),
    )
    ask(line, draw(st.integers(0, 20_000 if unit == BaseUnit.GRAM else 40)))
    if draw(st.booleans()):
        owe(line, draw(st.integers(0, line.quantity)), "Gelé")
    return line


@given(st.lists(lines(), max_size=12))
def test_an_order_is_the_sum_of_its_lines(ordered: list[Line]) -> None:
    order = Order()

    set_totals(order, ordered)

    assert order.total_cents == sum(line.due_cents for line in ordered)
    assert order.total_incl_tax == sum((line.line_price_incl_tax for line in ordered), Decimal(0))
    assert order.total_excl_tax <= order.total_incl_tax


@given(lines())
def test_what_is_due_never_touches_what_was_ordered(line: Line) -> None:
    before = (line.quantity, line.ordered_cents)

    owe(line, 0, "Gelé")

    assert (line.quantity, line.ordered_cents, line.due_quantity, line.due_cents) == (*before, 0, 0)


@given(lines(), RATES | st.none(), RATES, st.sampled_from(FeeBearer))
def test_the_parts_of_a_price_make_the_price(
    line: Line, commission: Decimal | None, fee: Decimal, bearer: FeeBearer
) -> None:
    split = split_cents(line.due_cents, commission_rate=commission, fee_rate=fee, fee_bearer=bearer)

    parts = [split.farm, split.collective, split.platform]
    assert sum(parts) == line.due_cents
    assert min(parts) >= 0
