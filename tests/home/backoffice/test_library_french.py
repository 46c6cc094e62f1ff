"""What Wagtail says in French, with the signs of French and in our words."""

import pytest
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import translation

from commons.core.catalogue_messages import BREAKING_SPACE
from commons.core.typography import set_in_french


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("Il n'y a pas d'%(kind)s", "Il n’y a pas d’%(kind)s"),
        ("Êtes-vous sûr ?", "Êtes-vous sûr\u00a0?"),
        ("Nouveau: %(name)s", "Nouveau\u00a0: %(name)s"),
        ("%(field)s:", "%(field)s\u00a0:"),
        ("La page « %(title)s »", "La page «\u00a0%(title)s\u00a0»"),
        ("La page «\u00a0%(title)s\u00a0»", "La page «\u00a0%(title)s\u00a0»"),
        ('Pages de type "%(type)s".', "Pages de type «\u00a0%(type)s\u00a0»."),
        ("'%(title)s' a été déplacée", "«\u00a0%(title)s\u00a0» a été déplacée"),
        ("Recherche...", "Recherche…"),
        (
            '<a href="?a=\'b\'" style="color: red">l\'une</a> ?',
            '<a href="?a=\'b\'" style="color: red">l’une</a>\u00a0?',
        ),
        ("à 12:30", "à 12:30"),
        ("https://exemple.org", "https://exemple.org"),
    ],
)
def test_signs_that_french_has(typed: str, signs: str) -> None:
    assert set_in_french(typed) == signs


def test_no_library_breaks_a_line_before_a_colon() -> None:
    _ours, *theirs = translation("fr")._catalog._catalogs  # type: ignore[attr-defined]

    texts = [text for each in theirs for key, text in each.items() if key]
    percent = [text for text in texts if BREAKING_SPACE.search(text) and " %" not in text]

    assert len(texts) > 3000
    assert percent == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("0 minutes", "0 minute"),
        ("Cancel workflow ", "Retirer de la relecture"),
        ("Current page status:", "État de la page\u00a0:"),
        ("Site history", "Historique du site"),
        ("Started at", "Commencée le"),
        ("title tag", "titre pour les moteurs de recherche"),
        ("Workflows", "Relectures"),
        ("There are no results.", "Il n’y a pas de résultats."),
        ("%(label)s and Publish", "%(label)s et publier"),
    ],
)
def test_what_the_editor_says(english: str, french: str) -> None:
    with override("fr"):
        assert gettext(english) == french
