"""What a legal page needs, and what of it nobody has said yet."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective, Network

IDENTITY = (
    *("legal_name", "legal_form", "seat", "contact_email", "phone", "siren", "rna"),
    *("publication_director", "mediator", "privacy"),
)
ONE_OF = ("siren", "rna")
CLOSED_PLATFORM = "ec.europa.eu/consumers/odr"

type Publisher = Network | Collective


def fields_of(publisher: Publisher) -> Sequence[str]:
    """The fields that its page is made of; the network alone says who hosts the site."""
    return (*IDENTITY, "host") if isinstance(publisher, Network) else IDENTITY


def missing(publisher: Publisher) -> list[str]:
    """What is not said yet, in words; its name stands in for a legal name."""
    asked = [name for name in fields_of(publisher) if name not in (*ONE_OF, "legal_name")]
    found = [_label(publisher, name) for name in asked if not getattr(publisher, name)]
    if not any(getattr(publisher, name) for name in ONE_OF):
        found.append(str(_("SIREN or RNA")))
    return found


def rows_of(publisher: Publisher) -> list[tuple[str, str]]:
    """Who it is: what is said, by its label; nothing for what is not."""
    shown = ("legal_form", "seat", "siren", "rna", "publication_director")
    return [
        (capfirst(_label(publisher, name)), getattr(publisher, name))
        for name in shown
        if getattr(publisher, name)
    ]


def _label(publisher: Publisher, name: str) -> str:
    # A relation back has no name of its own, but those that are asked for are columns.
    label: str | Promise = publisher._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return str(label)
