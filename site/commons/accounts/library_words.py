"""What allauth says by itself in its forms and messages and we say otherwise in French.

Our catalogue is read before allauth's (LOCALE_PATHS), so that naming its sentences here is enough.
Nothing imports this module: the command `messages` reads it.
"""

from django.utils.translation import gettext_noop as _

LABELS = [
    _("Email"),
    _("Email address"),
    _("New Password (again)"),
    _("Password (again)"),
    _("Forgot your password?"),
    _("Authenticator code"),
    _("Passwordless"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
    _("Key nr. {number}"),
]
OTHER_WAYS = [
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
]
REFUSALS = [
    _("This account is currently inactive."),
    _("This email address is already associated with this account."),
    _("A user is already registered with this email address."),
    _("Please type your current password."),
    _("The email address is not assigned to any user account."),
    _("The password reset token was invalid."),
    _("The new value must be different from the current one."),
    _("You must type the same password each time."),
    _("Incorrect code."),
    _("Incorrect password."),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
]
MESSAGES = [
    _("You have confirmed %(email)s."),
    _("Unable to confirm %(email)s because it is already confirmed by a different account."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Primary email address set."),
    _("Removed email address %(email)s."),
    _("A new set of recovery codes has been generated."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Security key added."),
    _("Security key removed."),
]
