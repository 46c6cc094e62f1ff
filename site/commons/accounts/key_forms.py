"""Allauth's forms of passkeys and security keys: a label that it leaves to the field's name."""

from typing import Any

from allauth.mfa.webauthn import forms as allauth
from django.utils.translation import gettext_lazy as _


class AddKeyForm(allauth.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class EditKeyForm(allauth.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
