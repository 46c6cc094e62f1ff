"""Writes of how a collective looks: its colour of action and its logo."""

import re
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from commons.accounts.models import User
from commons.collectives.colours import LEAST, OURS, contrast_of_text
from commons.collectives.exceptions import NoColour, TooPale
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from commons.core.sent_files import Picture

COLOUR = re.compile("#[0-9a-f]{6}")


@write
def dress_collective(
    *,
    collective: Collective,
    colour: str,
    logo: Picture | None = None,
    removes_logo: bool = False,
    actor: User | None,
    now: datetime,
) -> Collective:
    """Give a collective its colour ("#1e6a3c", or none) and its logo, a new one or none.

    Raises ``NoColour`` or ``TooPale``.
    """
    held = hold_rows(Collective.objects.filter(pk=collective.pk))[0]
    before, chosen = held.logo.name, checked_colour(colour)
    held.colour = chosen
    if logo:
        held.logo.save("logo.webp", ContentFile(logo.content), save=False)
    elif removes_logo:
        held.logo = ""
    held.save(update_fields=["colour", "logo"])
    if before and held.logo.name != before:
        drop = partial(held.logo.storage.delete, before)
        transaction.on_commit(drop, robust=True)
    data = {"colour": chosen, "logo": bool(held.logo)}
    record(actor=actor, action="dress_collective", target=held, data=data, now=now)
    return held


def checked_colour(typed: str) -> str:
    """As it is stored: nothing for the product's own. Raises ``NoColour`` or ``TooPale``."""
    colour = typed.strip().lower()
    if colour in ("", OURS):
        return ""
    if not COLOUR.fullmatch(colour):
        raise NoColour
    ratio = contrast_of_text(colour)
    if ratio < LEAST:
        raise TooPale.of(ratio)
    return colour
