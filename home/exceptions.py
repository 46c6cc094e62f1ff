"""What pages of a site refuse, in words for the screen."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class NobodyReads(Refused):
    """The association has named no address, and nobody manages it."""

    sentence = _("Nobody reads the messages of this collective yet: nothing was sent.")


class PageIsLocked(Refused):
    """Somebody keeps the page as it is."""

    sentence = _(
        "“%(page)s” is locked: open it in the editor, it says by whom. Once it is unlocked, save"
        " this again."
    )


class PageIsScheduled(Refused):
    """To publish it would cancel what goes online by itself."""

    sentence = _(
        "A version of “%(page)s” goes online by itself at an hour to come: open it in the editor"
        " and cancel that, or wait, then save this again."
    )
