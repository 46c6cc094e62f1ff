"""The files of a list: two sheets, and a paper where the machine can make one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.core.outbox import Attachment
from distributions.models import Distribution
from shop.reporting import paper, sheets
from shop.reporting.lines import lines_in_turn
from shop.reporting.recap import customers_of, recap_of
from shop.reporting.seller_lists import SellerList
from shop.reporting.sheets import Row
from shop.reporting.standings import Standing
from shop.reporting.sums import sums_of

BY_PRODUCT, BY_CUSTOMER = "par-produit", "par-client"  # the sheets, as their addresses name them


def sheet(name: str, shown: SellerList) -> Attachment:
    """A sheet as a file."""
    recap = shown.recap
    by_product = name == BY_PRODUCT
    rows = sheets.product_rows(recap) if by_product else sheets.customer_rows(recap.customers)
    content = b"".join(_dated(rows, shown.distribution, shown.at))
    return Attachment(_sheet_name(name, shown.distribution), "text/csv", content)


def streamed_sheet(name: str, standing: Standing, now: datetime) -> tuple[str, Iterator[bytes]]:
    """The same, however long: its name, and its content in parts. Raises ``KeyError``."""
    distribution, pk = standing.distribution, standing.seller.pk
    file_name = _sheet_name(name, distribution)
    rule = distribution.collective.customer_name
    if name == BY_PRODUCT:
        recap = recap_of(sums_of(distribution, [pk])[pk], name_rule=rule, page=())
        rows = sheets.product_rows(recap)
    else:
        customers = customers_of(lines_in_turn(distribution, [pk]), name_rule=rule)
        rows = sheets.customer_rows(customers)
    return file_name, _dated(rows, distribution, now)


def _dated(rows: Iterable[Row], distribution: Distribution, at: datetime) -> Iterator[bytes]:
    return sheets.encoded(chain(rows, [sheets.made(at, distribution.collective.zone)]))


def pdf(shown: SellerList, told: Callable[[int], object] | None = None) -> Attachment:
    """The paper as a file; see ``paper.render_pdf``."""
    name = f"{_('to-bring')}-{shown.distribution.slug}.pdf"
    return Attachment(name, "application/pdf", paper.render_pdf(shown, told))


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
    files = [sheet(name, shown) for name in (BY_PRODUCT, BY_CUSTOMER)]
    return files if paper.missing_package() else [*files, pdf(shown)]


def _sheet_name(name: str, distribution: Distribution) -> str:
    labels = {BY_PRODUCT: _("to-bring-by-product"), BY_CUSTOMER: _("to-bring-by-customer")}
    return f"{labels[name]}-{distribution.slug}.csv"
