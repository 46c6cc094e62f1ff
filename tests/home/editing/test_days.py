"""Days and hours in the editor, as people here write them."""

import pytest
from django import forms
from django.utils import translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_day_is_shown_and_read_day_first(language: str) -> None:
    with translation.override(language):
        day = forms.DateField(widget=AdminDateInput()).clean("03/12/2026")
        moment = forms.DateTimeField(widget=AdminDateTimeInput()).clean("03/12/2026 18:00")
        shown = AdminDateTimeInput().render("at", moment)

    assert (day.month, day.day) == (12, 3)
    assert (moment.month, moment.day, moment.hour) == (12, 3, 18)
    assert 'value="03/12/2026 18:00"' in shown
