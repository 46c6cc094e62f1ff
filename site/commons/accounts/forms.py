"""The forms of signing in and up, in our words and with our fields; allauth does the work."""

from typing import Any, NamedTuple

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.exceptions import EmailTaken
from commons.accounts.fields import PhoneField, names_somebody
from commons.accounts.models import User
from commons.accounts.recent_mail import last_address

CODE_BUTTON = "send_code"


class DemoAccount(NamedTuple):
    """An account that the login page offers where the demo is loaded."""

    email: str
    label: str | Promise


DEMO_ACCOUNTS = [
    DemoAccount("consommateur@sillon.example", _("Consumer")),
    DemoAccount("producteur@sillon.example", _("Producer, manages the farm")),
    DemoAccount("preparation@sillon.example", _("Producer, prepares the goods")),
    DemoAccount("gestion@sillon.example", _("Manager of a collective")),
    DemoAccount("tresorerie@sillon.example", _("Treasurer of a collective")),
    DemoAccount("caisse@sillon.example", _("Cashier of a collective")),
    DemoAccount("redaction@sillon.example", _("Editor of a collective")),
    DemoAccount("fiches@sillon.example", _("Editor of the network")),
    DemoAccount("reseau@sillon.example", _("Administrator of the network")),
]


def without_placeholders(form: forms.Form) -> None:
    """Labels stand above the fields; a placeholder that repeats them is noise."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth.LoginForm):
    """E-mail and password; with the other button, the e-mail alone and a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].initial = last_address(self.request)
        self.fields["password"].help_text = ""

    @property
    def demo_accounts(self) -> list[DemoAccount]:
        """Who a visitor of the demo may be, in one tap."""
        return DEMO_ACCOUNTS if settings.DEMO else []

    def full_clean(self) -> None:
        password = self.fields["password"]
        password.required = CODE_BUTTON not in self.data
        super().full_clean()
        password.required = True

    def clean_password(self) -> str:
        """Whoever asks for a code needs no password, even one that the browser filled in."""
        return "" if CODE_BUTTON in self.data else str(self.cleaned_data["password"])


class SignupForm(allauth.SignupForm):
    """Name, e-mail, phone; a password or, without one, a code at each login."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        validators=[names_somebody],
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        validators=[names_somebody],
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    phone = PhoneField(help_text=_("Used only if something happens to your order."))

    field_order = ("first_name", "last_name", "email", "phone", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = _("E-mail")
        password = self.fields["password1"]
        password.label = _("Password")
        password.help_text = _(
            "10 characters or more. Without a password, you receive a code at each login."
        )
        # Nothing typed is lost by an error in another field; the page is not cached.
        password.widget.render_value = True

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """As allauth; the loser of two simultaneous sign-ups is answered like any known e-mail."""
        try:
            saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except EmailTaken:
            self.account_already_exists = True
            saved = super().try_save(request)
        return saved


def prepare_code_field(form: forms.Form) -> None:
    without_placeholders(form)
    form.fields["code"].label = _("Code received by e-mail")
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class LoginCodeForm(allauth.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prepare_code_field(self)


class EmailCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prepare_code_field(self)
