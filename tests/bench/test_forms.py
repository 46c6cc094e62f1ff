"""The bench posts what a browser without script would."""

import pytest

from bench.forms import fields

PAGE = """
<form method="get" action="/panier/"><input name="q" value="miel"></form>
<form class="lay" method="post"
  action="/panier/" data-co-basket>
  <input type="hidden" name="csrfmiddlewaretoken" value="jeton">
  <input name="q-1" inputmode="decimal" value="1,5" autocomplete="off">
  <input type="text" name="name" value="L&#x27;Hermine &amp; fils" required>
  <input type="checkbox" name="terms"><button name="plus" value="1">+</button>
  <textarea name="note-1" rows="2">sans fanes</textarea>
</form>
<form method="post" action="/compte/langue/"><input name="language" value="en"></form>
"""


def test_fields_of_the_form_are_posted_as_they_stand() -> None:
    assert fields(PAGE.encode(), "/panier/") == {
        "q-1": "1,5",
        "name": "L'Hermine & fils",
        "note-1": "sans fanes",
    }


def test_a_page_without_the_form_is_told() -> None:
    with pytest.raises(LookupError, match="/ailleurs/"):
        fields(PAGE.encode(), "/ailleurs/")
