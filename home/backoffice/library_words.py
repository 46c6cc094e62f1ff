"""What Wagtail says by itself in French and we say otherwise, or says in English.

Our catalogue is read before Wagtail's (LOCALE_PATHS), so that naming its sentences here is enough;
labels that it makes of the names of fields are given in `face.py`. Nothing imports this module: the
command `messages` reads it.
"""

from django.utils.translation import gettext_noop as _

NOT_TRANSLATED = [
    _("Any"),
    _("App"),
    _("Timeline"),
]
WITHOUT_ITS_NAME = [
    _("Can access Wagtail admin"),
    _("Members of the chosen Wagtail Groups can approve this task"),
    _("Wagtail core"),
    _("View Wagtail quick actions"),
]
OUR_WORDS = [
    _("Add an email link"),
    _("Email link"),
]
