"""Writes of what a collective sets for its orders."""

from datetime import datetime

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write


@write
def set_order_settings(
    *,
    collective: Collective,
    terms: str,
    customer_name: Collective.CustomerName,
    actor: User | None,
    now: datetime,
) -> Collective:
    """Say on what terms the collective sells, and how farms read the names of customers.

    Other terms are a new version: whoever accepted the former ones is asked again.
    """
    held = hold_rows(Collective.objects.filter(pk=collective.pk))[0]
    changed = [
        name
        for name, value in {"terms": terms, "customer_name": customer_name}.items()
        if getattr(held, name) != value
    ]
    if "terms" in changed:
        held.terms_version += 1
    held.terms, held.customer_name = terms, customer_name
    held.save(update_fields=["terms", "terms_version", "customer_name"])
    record(
        actor=actor,
        action="set_order_settings",
        target=collective,
        data={"changed": changed, "terms_version": held.terms_version},
        now=now,
    )
    return held
