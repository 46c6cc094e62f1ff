"""What a log line may not say is replaced, wherever it stands; ids and amounts stay."""

import pytest

from commons.core.redaction import LONGEST, redact, redact_text


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Key (email)=(camille@sillon.example) exists", "Key (email)=([e-mail]) exists"),
        ("/compte/?login=camille%40sillon.example&x=1", "/compte/?login=[e-mail]&x=1"),
        ("called 06 39 98 12 34 twice", "called [phone] twice"),
        ("0639981234, 06.39.98.12.34", "[phone], [phone]"),
        ("phone=06%2039%2098%2012%2034", "phone=[phone]"),
        ("+33639981234 or +33 6 39 98 12 34", "[phone] or [phone]"),
        ("tel=%2B33639981234", "tel=[phone]"),
        ("card 4242 4242 4242 4242 refused", "card [card] refused"),
        ("4242424242424242", "[card]"),
        ("to FR76 3000 6000 0112 3456 7890 189", "to [iban]"),
    ],
)
def test_personal_data_is_replaced(said: str, left: str) -> None:
    assert redact_text(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "order 01939b3c-0000-7000-8000-000000000000 placed",
        "2026-11-23T10:00:00.123456+01:00",
        "collectifs/<slug:collective>/panier/2026-11-27-halle/",
        "12 lines, 123,45 €, 71490 Saint-Aubert",
        'File "/srv/collectifs/shop/order/placing.py", line 120, in place_order',
        "django-tasks 0.13.0 at 127.0.0.1:8000",
    ],
)
def test_ids_dates_and_amounts_stay(said: str) -> None:
    assert redact_text(said) == said


@pytest.mark.parametrize("run", ["0", "a", "a.", "0 ", "AB12", "%40"])
def test_a_text_without_end_is_cut_and_read_once(run: str) -> None:
    """Read anew from each character, a million of them would take until tomorrow."""
    said = redact_text(run * 1_000_000 + "@")

    assert len(said) <= LONGEST + 1


def test_an_address_is_found_behind_a_long_run() -> None:
    assert redact_text("0" * 8000 + " a@b.example") == "0" * 8000 + " [e-mail]"


def test_it_looks_into_what_is_nested_and_keeps_numbers() -> None:
    said = {
        "to": ["a@b.example", {"n": 4242424242424242}],
        "error": ValueError("a@b.example"),
        "ok": None,
    }

    assert redact(said) == {
        "to": ["[e-mail]", {"n": 4242424242424242}],
        "error": "[e-mail]",
        "ok": None,
    }
