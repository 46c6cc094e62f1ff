"""The list of guides: by category, by level, by words. What is asked for stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from commons.core.alphabet import by_name
from commons.core.search import STOP_WORDS, ranking, singular, words_of
from home.guides.readers import writers_of
from home.guides.themes import Theme
from home.models.searched import SearchEntry
from home.searching.asked import read

PER_PAGE = 24


class Row(NamedTuple):
    """A guide in a list."""

    guide: Any
    theme: str
    """The name of its category; "" where it has none."""
    collective: Any
    """Who wrote it; None where the network did."""


@dataclass(frozen=True, slots=True)
class ReaderOfGuides:
    """Looks in the guides alone that they may see."""

    guides: QuerySet[Any]

    def sees(self, entry: str = "") -> Q:
        its = self.guides.order_by().filter(pk=OuterRef(f"{entry}subject"))
        return Q(**{f"{entry}kind": SearchEntry.Kind.GUIDE}) & Q(Exists(its))


class Asked(forms.Form):
    """`?q=…&theme=…&niveau=…`"""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=80,
        widget=forms.TextInput({"class": "input", "enterkeyhint": "search"}),
    )
    theme = forms.ChoiceField(label=_("Category"), required=False)
    niveau = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(
        self, typed: Mapping[str, Any], themes: Sequence[Theme], levels: Sequence[tuple[str, Any]]
    ) -> None:
        super().__init__(typed, auto_id="%s", use_required_attribute=False)
        asked: dict[str, Any] = self.fields
        named = [(theme.slug, theme.name) for theme in themes]
        asked["theme"].choices = [("", _("All categories")), *named]
        asked["niveau"].choices = [("", _("All levels")), *levels]
        for name in ("theme", "niveau"):
            asked[name].widget.attrs["class"] = "input"


def list_context(
    typed: Mapping[str, Any], themes: Sequence[Theme], guides: QuerySet[Any]
) -> dict[str, object]:
    """A page of the guides that are asked for, among those that the reader may see.

    `instead`: the words that were looked for where those that were typed find nothing.
    """
    form = Asked(typed, themes, guides.model.Level.choices)
    form.is_valid()
    asked = form.cleaned_data
    found, instead = _found(asked, themes, guides), ""
    if asked.get("q") and not found:
        instead = read(asked["q"], ReaderOfGuides(guides)).instead
        found = _found(asked | {"q": instead}, themes, guides) if instead else []
    page = Paginator(found, PER_PAGE).get_page(typed.get("page"))
    return {
        "form": form,
        "is_filtered": any(asked.values()),
        "instead": instead,
        "pages": page,
        "rows": _rows(list(page.object_list), themes, guides),
    }


def _found(asked: Mapping[str, str], themes: Sequence[Theme], guides: QuerySet[Any]) -> list[int]:
    """Their keys, in order: of the best match where there are words, else as categories stand."""
    if asked.get("theme"):
        guides = guides.filter(theme__in=[t.id for t in themes if t.slug == asked["theme"]])
    if asked.get("niveau"):
        guides = guides.filter(level=asked["niveau"])
    words = [word for word in words_of(asked.get("q", "")) if word not in STOP_WORDS]
    for word in words:
        guides = guides.filter(words__contains=f" {singular(word)}")
    places = [When(theme=theme.id, then=Value(place)) for place, theme in enumerate(themes)]
    place = Case(*places, default=Value(len(themes)), output_field=IntegerField())
    in_order = guides.order_by(place, by_name("title"), "pk").values_list("pk", "title")
    if not words:
        return [pk for pk, _title in in_order]
    ranks = ranking(" ".join(words), [words_of(title) for _pk, title in in_order])
    last = max((rank or 0 for rank in ranks), default=0) + 1
    ranked = zip((last if rank is None else rank for rank in ranks), in_order, strict=True)
    return [pk for _rank, (pk, _title) in sorted(ranked, key=lambda row: row[0])]


def _rows(pks: Sequence[int], themes: Sequence[Theme], guides: QuerySet[Any]) -> list[Row]:
    names = {theme.id: theme.name for theme in themes}
    shown = guides.in_bulk(pks)
    writers = writers_of(shown.values())
    ordered = (shown[pk] for pk in pks)
    return [Row(each, names.get(each.theme, ""), writers.get(each.pk)) for each in ordered]
