"""Templates write figures through thin filters."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Engine
from django.utils import translation

MOMENT = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
ENGINE = Engine(libraries={"formats": "commons.core.templatetags.formats"})
VALUES = {
    "cents": 270,
    "price": Decimal("4.50"),
    "grams": 1500,
    "moment": MOMENT,
    "end": MOMENT + timedelta(hours=2),
    "left": timedelta(hours=45),
    "zone": ZoneInfo("Indian/Reunion"),
    "phone": "+33612345678",
}


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ cents|euros }}", "2,70 €"),
        ("{{ price|euros }}", "4,50 €"),
        ("{{ grams|quantity:'g' }}", "1,5 kg"),
        ("{{ grams|content:'ml' }}", "1,5 L"),
        ("{{ grams|input_value:'g' }}", "1,5"),
        ("{{ moment|day_long }}", "vendredi 27 novembre"),
        ("{{ moment|day_short }}", "ven. 27 nov."),
        ("{{ moment|hour }}", "17 h 30"),
        ("{{ moment|hour:zone }}", "20 h 30"),
        ("{{ moment|hour:'Indian/Reunion' }}", "20 h 30"),
        ("{{ moment|closing }}", "vendredi 27 nov., 17 h 30"),
        ("{% hours_range moment end %}", "17 h 30 – 19 h 30"),
        ("{% with t=moment|calendar_tile %}{{ t.weekday }} {{ t.day }}{% endwith %}", "ven. 27"),
        ("{{ left|remaining }}", "1 j 21 h"),
        ("{{ phone|phone }}", "06 12 34 56 78"),
    ],
)
def test_a_filter_writes_as_the_screens_do(source: str, written: str) -> None:
    with translation.override("fr"):
        rendered = ENGINE.from_string("{% load formats %}" + source).render(Context(VALUES))

    assert rendered.replace("\u00a0", " ") == written
