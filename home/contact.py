"""Write to a collective from its site: a form without JavaScript, one mail, answered by mail."""

from datetime import datetime
from hashlib import sha256

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.locking import write
from home.exceptions import NobodyReads
from home.notifications import ContactMessage, readers_of

LONGEST = 4000  # characters


class ContactForm(forms.Form):
    """`trap` is hidden from people: programs fill in whatever they find."""

    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The answer goes there; it is shown to nobody else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Your message"), max_length=LONGEST, widget=forms.Textarea({"rows": 8})
    )
    trap = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )


def first_words(request: HttpRequest) -> dict[str, str]:
    """What is known of whoever is signed in."""
    user = request.user
    if not isinstance(user, User):
        return {}
    return {"name": user.get_full_name(), "email": user.email}


@write
def write_to_collective(
    *, collective: Collective, name: str, email: str, message: str, now: datetime
) -> None:
    """Send a message to who reads the mails of a collective; the same on one day goes once.

    Raises ``NobodyReads``.
    """
    readers = readers_of(collective)
    if not readers:
        raise NobodyReads
    context = {"collective": collective, "name": name, "email": email, "message": message}
    told = sha256(f"{collective.uid} {now.date()} {email} {message}".encode()).hexdigest()
    for to in readers:
        key = f"contact-message:{told}:{to}"
        ContactMessage.send(to=to, key=key, context=context, reply_to=email, now=now)
