"""The files of a list: two sheets, and a paper where the machine can make one."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.core.outbox import Attachment
from shop.reporting import paper, sheets
from shop.reporting.seller_lists import SellerList


def sheet(name: str, shown: SellerList) -> Attachment:
    """A sheet of ``sheets.SHEETS`` as a file. Raises ``KeyError`` for another name."""
    content = sheets.SHEETS[name](shown.recap)
    labels = {"par-produit": _("to-bring-by-product"), "par-client": _("to-bring-by-customer")}
    return Attachment(f"{_stem(labels[name], shown)}.csv", "text/csv", content)


def pdf(shown: SellerList) -> Attachment:
    """The paper as a file. Raises ``paper.PackageMissing``."""
    content = paper.render_pdf(shown.context())
    return Attachment(f"{_stem(_('to-bring'), shown)}.pdf", "application/pdf", content)


def language_of(person: User | str) -> str:
    """The language of a recipient; a bare address is written to in French."""
    chosen = "" if isinstance(person, str) else person.language
    return chosen or settings.LANGUAGE_CODE


def files_by_language(
    shown: SellerList, people: Iterable[User | str]
) -> Mapping[str, Sequence[Attachment]]:
    """What goes with the mail, once for each language: the sheets, and the paper if it can be."""
    found = {}
    for language in {language_of(each) for each in people}:
        with translation.override(language):
            found[language] = _files(shown)
    return found


def _files(shown: SellerList) -> list[Attachment]:
    files = [sheet(name, shown) for name in sheets.SHEETS]
    return files if paper.missing_package() else [*files, pdf(shown)]


def _stem(label: str, shown: SellerList) -> str:
    return f"{label}-{shown.distribution.slug}"
