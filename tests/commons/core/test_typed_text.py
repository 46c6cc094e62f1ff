"""What a word processor leaves in a text is mended before a view reads it."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from commons.core.typed_text import CleanTypedText, one_line, paragraphs

ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
KEPT = "Épinards d’été : 2,70\xa0€\tle\u202fkilo 🥬"


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_whatever_ends_a_line_becomes_a_space_or_a_line_break(end: str) -> None:
    text = f"Anne{end}Marie"

    assert one_line(text) == "Anne Marie"
    assert paragraphs(text) == "Anne\nMarie"


@pytest.mark.parametrize("mend", [one_line, paragraphs])
def test_nul_goes_and_the_rest_stays(mend: Any) -> None:
    assert mend("Anne\0Marie\0") == "AnneMarie"
    assert mend(KEPT) == KEPT
    assert mend("") == ""


@pytest.mark.parametrize("mend", [one_line, paragraphs])
def test_what_no_feed_and_no_calendar_holds_goes(mend: Any) -> None:
    assert mend("a\x01b\x08c\x1fd\x7fe\ufffef\uffff") == "abcdef"
    assert mend(r'{"text": "a\u0001b\u000ac\u00e9"}') == r'{"text": "ab\u000ac\u00e9"}'


def test_a_search_of_wagtails_has_its_quotation_marks_in_pairs() -> None:
    assert seen_by(wagtails, {}, {"q": 'a "b'}).GET["q"] == "a  b"
    assert seen_by(wagtails, {}, {"q": '"a b"'}).GET["q"] == '"a b"'
    assert seen_by(ours, {}, {"q": 'a "b'}).GET["q"] == 'a "b'


def test_what_turns_the_rest_of_a_list_around_goes() -> None:
    assert one_line("Anne\u202eMarie\u2066") == "AnneMarie"


def test_nul_goes_from_the_json_of_a_rich_text_which_stays_json() -> None:
    assert one_line(r'{"text": "a\u0000b\\u0000c\\\u0000d"}') == r'{"text": "ab\\u0000c\\d"}'
    assert one_line('{"text": "a\u2028b"}') == '{"text": "a b"}'


def ours(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def wagtails(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


wagtails.__module__ = "wagtail.admin.views"


def seen_by(view: Any, typed: dict[str, str], query: dict[str, str] | None = None) -> HttpRequest:
    """The request as the view gets it."""
    request = RequestFactory().post("/", typed, query_params=query or {})
    CleanTypedText(ours).process_view(request, view, (), {})
    return request


def test_a_field_is_one_line_unless_it_is_named() -> None:
    typed = {
        "name": "Anne\r\nMarie",
        "description": "Un\u2028deux",
        "form-0-ingredients": "Un\x0bdeux",
    }

    posted = seen_by(ours, typed).POST

    assert posted["name"] == "Anne Marie"
    assert posted["description"] == posted["form-0-ingredients"] == "Un\ndeux"


def test_line_breaks_of_wagtails_own_forms_stay() -> None:
    typed = {"text": "Un\r\ndeux\u2028trois\n", "title": "Un\u2028deux"}

    posted = seen_by(wagtails, typed).POST

    assert posted["text"] == "Un\ndeux trois\n"
    assert posted["title"] == "Un deux"


def test_what_is_asked_in_an_address_is_one_line() -> None:
    request = seen_by(ours, {}, {"q": "miel\0\u2028"})

    assert request.GET["q"] == "miel"


def test_several_values_of_a_name_keep_their_order() -> None:
    request = RequestFactory().get("/", {"ferme": ["b\0", "a", "c"]})

    CleanTypedText(ours).process_view(request, ours, (), {})

    assert request.GET.getlist("ferme") == ["b", "a", "c"]


def test_what_is_clean_is_left_as_it_is() -> None:
    request = RequestFactory().get("/", {"q": "miel"})
    asked: QueryDict = request.GET

    CleanTypedText(ours).process_view(request, ours, (), {})

    assert request.GET is asked
