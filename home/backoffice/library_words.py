"""What Wagtail says in French otherwise than it means, and we say as it is.

Our catalogue is read before Wagtail's (LOCALE_PATHS), so that naming its sentences here is enough.
Nothing imports this module: the command `messages` reads it.
"""

from django.utils.translation import gettext_noop as _

REFUSALS = [
    _("Saving will overwrite a newer version."),
]
