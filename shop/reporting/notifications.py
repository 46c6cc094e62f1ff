"""Mails to sellers: what to bring, and what has changed since."""

from commons.core.notifications import Notification


class ClosingList(Notification):
    """At a closing: the recap, or that there is no order."""

    kind = "closing_list"


class ListChanges(Notification):
    """After the list went out: only what is not as it was told."""

    kind = "list_changes"
