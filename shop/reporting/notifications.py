"""Mails to sellers: what to bring, and what has changed since."""

from commons.core.notifications import Notification


class ClosingList(Notification):
    """At a closing: the recap, or that there is no order."""

    kind = "closing_list"


class DateMoved(Notification):
    """A date with orders was moved, or its closing put off: old and new."""

    kind = "date_moved"


class DateCancelled(Notification):
    """A date does not take place: why, and how many orders went with it."""

    kind = "date_cancelled"


class ListChanges(Notification):
    """After the list went out: only what is not as it was told."""

    kind = "list_changes"
