"""The French catalogue follows the code: extraction, merging, and what the check says."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from commons.core.catalogue_messages import (
    Said,
    compile_to,
    merge,
    problems,
    read,
    said_in,
    said_under,
    write,
)


def catalogue(**translations: str) -> Catalog:
    catalog = Catalog(locale="fr")
    for message, french in translations.items():
        catalog.add(message, french)
    return catalog


def test_python_messages_are_found_with_context_and_plural() -> None:
    source = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("Farm")
b = ngettext("One farm", "%(count)s farms", 2)
c = pgettext("a month", "May")
"""

    assert set(said_in(source, template=False)) == {
        Said("Farm"),
        Said("One farm", "%(count)s farms"),
        Said("May", context="a month"),
    }


def test_template_messages_are_found() -> None:
    source = """{% load i18n %}{% translate "Basket" %} {{ _("Farms")|upper }}
{% blocktranslate trimmed count n=farms.count %}
  One farm
{% plural %}
  {{ n }} farms
{% endblocktranslate %}"""

    assert set(said_in(source, template=True)) == {
        Said("Basket"),
        Said("Farms"),
        Said("One farm", "%(n)s farms"),
    }


def test_indented_templates_are_read_too() -> None:
    source = """
    {% if farm %}
      {% translate "Farm" %}
  {% else %}
        {% blocktranslate trimmed %}
          No
          farm
        {% endblocktranslate %}
  {% endif %}"""

    assert set(said_in(source, template=True)) == {Said("Farm"), Said("No farm")}


def test_sources_leave_migrations_and_tests_out(tmp_path: Path) -> None:
    for folder in ("farms", "farms/migrations", "farms/templates/farms", "tests"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "farms/models.py").write_text('_("Farm")')
    (tmp_path / "farms/migrations/0001_initial.py").write_text('_("Old farm")')
    (tmp_path / "farms/templates/farms/page.html").write_text('{% translate "Who comes" %}')
    (tmp_path / "tests/test_farms.py").write_text('_("Not shown")')

    assert said_under(tmp_path) == {Said("Farm"), Said("Who comes")}


def test_a_plural_stands_for_the_plain_message_too(tmp_path: Path) -> None:
    folder = tmp_path / "farms"
    folder.mkdir()
    (folder / "models.py").write_text('_("farm")\nngettext("farm", "farms", n)\n')

    assert said_under(tmp_path) == {Said("farm", "farms")}


def test_merging_keeps_translations_adds_new_ones_and_drops_old_ones() -> None:
    catalog = catalogue(Farm="Ferme", Barn="Grange")

    merge(catalog, {Said("Farm"), Said("Field")})

    assert {message.id: message.string or "" for message in catalog if message.id} == {
        "Farm": "Ferme",
        "Field": "",
    }


def test_merging_forgets_a_translation_whose_plural_changed() -> None:
    catalog = Catalog(locale="fr")
    catalog.add(("One farm", "%(n)s farms"), ("Une ferme", "%(n)s fermes"))

    merge(catalog, {Said("One farm", "%(count)s farms")})

    assert problems(catalog, {Said("One farm", "%(count)s farms")}) == ["empty: 'One farm'"]


def test_merging_twice_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    catalog = catalogue(Farm="Ferme")
    write(catalog, path)
    before = path.read_bytes()

    again = read(path)
    merge(again, {Said("Farm")})
    write(again, path)

    assert path.read_bytes() == before


def test_a_complete_catalogue_has_no_problem() -> None:
    assert problems(catalogue(Farm="Ferme"), {Said("Farm")}) == []


@pytest.mark.parametrize(
    ("message", "french", "problem"),
    [
        ("Farm", "", "empty: 'Farm'"),
        ("%(n)s left", "reste", "other placeholders than the message: '%(n)s left'"),
        ("{n} left", "reste {m}", "other placeholders than the message: '{n} left'"),
    ],
)
def test_a_wrong_translation_is_named(message: str, french: str, problem: str) -> None:
    assert problems(catalogue(**{message: french}), {Said(message)}) == [problem]


@pytest.mark.parametrize("french", ["Vraiment ?", "« oui\N{NO-BREAK SPACE}»", "3 kg"])
def test_a_space_that_may_break_is_named(french: str) -> None:
    [problem] = problems(catalogue(Really=french), {Said("Really")})

    assert problem.startswith("breaking space")


def test_missing_and_unused_messages_are_named() -> None:
    assert problems(catalogue(Barn="Grange"), {Said("Farm")}) == [
        "missing: 'Farm'",
        "not said any more: 'Barn'",
    ]


def test_a_fuzzy_translation_is_named() -> None:
    catalog = Catalog(locale="fr")
    catalog.add("Farm", "Ferme", flags=["fuzzy"])

    assert problems(catalog, {Said("Farm")}) == ["fuzzy: 'Farm'"]


def test_the_french_singular_keeps_the_count_since_it_stands_for_none_too() -> None:
    catalog = Catalog(locale="fr")
    catalog.add(("%(n)s farm", "%(n)s farms"), ("Une ferme", "%(n)s fermes"))

    assert problems(catalog, {Said("%(n)s farm", "%(n)s farms")}) == [
        "other placeholders than the message: '%(n)s farm'"
    ]


def test_the_binary_catalogue_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "django.mo"

    compile_to(catalogue(Farm="Ferme"), path)

    assert b"Ferme" in path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]
