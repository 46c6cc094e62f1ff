"""People type and read pieces, kilos and litres; the code counts base units."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.core import quantities as q
from commons.core.quantities import BaseUnit

PIECE, GRAM, MILLILITRE = BaseUnit.PIECE, BaseUnit.GRAM, BaseUnit.MILLILITRE


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("2", PIECE, 2),
        ("2,0", PIECE, 2),
        ("", PIECE, 0),
        (" \u00a0 ", GRAM, 0),
        ("1,5", GRAM, 1500),
        ("1.5", GRAM, 1500),
        (",5", GRAM, 500),
        ("\u00a01,5\u202fkg ", GRAM, 1500),
        ("1,5KG", GRAM, 1500),
        ("250 g", GRAM, 250),
        ("1 000 g", GRAM, 1000),
        ("0,75 L", MILLILITRE, 750),
        ("75", MILLILITRE, 75_000),
        ("750ml", MILLILITRE, 750),
        ("1000", GRAM, 1_000_000),
        ("+3", PIECE, 3),
    ],
)
def test_what_people_type_is_read_in_base_units(text: str, unit: BaseUnit, quantity: int) -> None:
    assert q.parse_quantity(text, unit) == quantity


@pytest.mark.parametrize(
    ("text", "unit", "error"),
    [
        ("abc", PIECE, q.NotANumber),
        ("1e9", PIECE, q.NotANumber),
        ("nan", GRAM, q.NotANumber),
        ("inf", GRAM, q.NotANumber),
        ("-inf", GRAM, q.NotANumber),
        ("\u0663", PIECE, q.NotANumber),
        ("²", PIECE, q.NotANumber),
        ("1 5", PIECE, q.NotANumber),
        ("1,", PIECE, q.NotANumber),
        (",", PIECE, q.NotANumber),
        ("kg", GRAM, q.NotANumber),
        ("-", PIECE, q.NotANumber),
        ("2 kg", PIECE, q.NotANumber),
        ("2 L", GRAM, q.NotANumber),
        ("1_000", PIECE, q.NotANumber),
        ("-1", PIECE, q.NegativeQuantity),
        ("\u22121,5 kg", GRAM, q.NegativeQuantity),
        ("1,5", PIECE, q.NotWhole),
        ("0,0005", GRAM, q.NotWhole),
        ("0,5 g", GRAM, q.NotWhole),
        ("1000000000", PIECE, q.TooLarge),
        ("1 000 000 000", PIECE, q.TooLarge),
        ("1000,001", GRAM, q.TooLarge),
        ("9" * 5000, PIECE, q.TooLarge),
    ],
)
def test_what_cannot_be_read_has_a_name(
    text: str, unit: BaseUnit, error: type[q.QuantityError]
) -> None:
    with pytest.raises(error):
        q.parse_quantity(text, unit)


@given(st.text(max_size=12), st.sampled_from(BaseUnit))
def test_any_text_is_a_quantity_or_a_named_error(text: str, unit: BaseUnit) -> None:
    with suppress(q.QuantityError):
        assert 0 <= q.parse_quantity(text, unit) <= q.MOST_BASE_UNITS


@given(st.integers(0, q.MOST_BASE_UNITS), st.sampled_from(BaseUnit))
def test_what_a_field_and_a_page_show_can_be_typed(quantity: int, unit: BaseUnit) -> None:
    assert q.parse_quantity(q.input_value(quantity, unit), unit) == quantity
    assert q.parse_quantity(q.format_quantity(quantity, unit), unit) == quantity


@pytest.mark.parametrize("quantity", [1000, 1500, 3000])
def test_a_step_between_least_and_most_may_be_ordered(quantity: int) -> None:
    q.check_quantity(quantity, step=500, least=1000, most=3000)


def test_without_a_most_there_is_no_ceiling() -> None:
    q.check_quantity(900_000, step=1, least=1, most=None)


@pytest.mark.parametrize(
    ("quantity", "nearest"),
    [(1700, (1500, 2000)), (300, (1000, 1500)), (2999, (2500, 3000))],
)
def test_off_the_step_the_two_nearest_are_named(quantity: int, nearest: tuple[int, int]) -> None:
    with pytest.raises(q.OffStep) as caught:
        q.check_quantity(quantity, step=500, least=1000, most=3000)

    assert (caught.value.lower, caught.value.upper) == nearest


def test_below_the_least_the_least_is_named() -> None:
    with pytest.raises(q.BelowLeast) as caught:
        q.check_quantity(500, step=500, least=1000, most=None)

    assert caught.value.least == 1000


def test_zero_is_less_than_the_least() -> None:
    with pytest.raises(q.BelowLeast):
        q.check_quantity(0, step=1, least=0, most=5)


@pytest.mark.parametrize(("quantity", "most", "named"), [(3500, 3200, 3000), (500, 400, 0)])
def test_above_the_most_the_most_that_fits_the_step_is_named(
    quantity: int, most: int, named: int
) -> None:
    with pytest.raises(q.AboveMost) as caught:
        q.check_quantity(quantity, step=500, least=500, most=most)

    assert caught.value.most == named


@given(
    st.integers(0, 5000),
    st.integers(1, 700),
    st.integers(0, 2000),
    st.none() | st.integers(0, 5000),
)
def test_what_an_error_names_may_be_ordered(
    quantity: int, step: int, least: int, most: int | None
) -> None:
    try:
        q.check_quantity(quantity, step=step, least=least, most=most)
    except q.OffStep as error:
        named = [error.lower, error.upper]
    except q.BelowLeast as error:
        named = [error.least]
    except q.AboveMost as error:
        named = [error.most] if error.most else []
    else:
        named = [quantity]
    for allowed in named:
        q.check_quantity(allowed, step=step, least=least, most=most)


def test_pieces_take_their_noun_in_the_right_number() -> None:
    nouns = {"noun_one": "botte", "noun_many": "bottes"}

    written = [q.format_quantity(n, PIECE, **nouns) for n in (0, 1, 31, 1250)]

    assert written == ["0 botte", "1 botte", "31 bottes", "1\u00a0250 bottes"]


@pytest.mark.parametrize(
    ("quantity", "unit", "written"),
    [
        (3, PIECE, "3"),
        (18_500, GRAM, "18,5\u00a0kg"),
        (600, GRAM, "0,6\u00a0kg"),
        (1_250_000, GRAM, "1\u00a0250\u00a0kg"),
        (750, MILLILITRE, "0,75\u00a0L"),
        (-500, GRAM, "\u2212\u00a00,5\u00a0kg"),
        (0, GRAM, "0\u00a0kg"),
    ],
)
def test_quantities_are_written_in_kilos_and_litres(
    quantity: int, unit: BaseUnit, written: str
) -> None:
    assert q.format_quantity(quantity, unit) == written


@pytest.mark.parametrize(
    ("content", "unit", "written"),
    [
        (6, PIECE, "6"),
        (500, GRAM, "500\u00a0g"),
        (1400, GRAM, "1,4\u00a0kg"),
        (250, MILLILITRE, "250\u00a0ml"),
        (1000, MILLILITRE, "1\u00a0L"),
    ],
)
def test_the_content_of_a_piece_is_written_as_on_its_label(
    content: int, unit: BaseUnit, written: str
) -> None:
    assert q.format_content(content, unit) == written


def test_packs_are_totalled_in_real_units() -> None:
    """O35: 3 six-packs are 18; 3 packs of 200 g are 0.6 kg."""
    assert q.net_total(3, 6, PIECE) == "18"
    assert q.net_total(3, 200, GRAM) == "0,6\u00a0kg"


def test_a_total_weight_is_in_kilos() -> None:
    assert q.total_weight_label(18_533) == "18,533\u00a0kg"
