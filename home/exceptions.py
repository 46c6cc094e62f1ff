"""What pages of a site refuse, in words for the screen."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class NobodyReads(Refused):
    """The association has named no address, and nobody manages it."""

    sentence = _("Nobody reads the messages of this collective yet: nothing was sent.")


class DraftWaits(Refused):
    """A page that would be published holds something that nobody has published yet."""

    sentence = _(
        "“%(page)s” has a draft that is not published yet, or is locked: open it in the editor,"
        " publish it or take it back, then save this again."
    )
