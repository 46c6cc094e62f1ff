"""Which mails allauth sends, by the name that it gives them, and how we word them."""

from django.utils.translation import gettext_lazy as _

MAILS = {
    "login_code": "emails/account_login_code",
    "email_confirmation": "emails/account_email_confirmation",
    "email_confirmation_signup": "emails/account_email_confirmation",
    "account_already_exists": "emails/account_already_exists",
    "unknown_account": "emails/account_unknown",
    "password_reset_key": "emails/account_password_reset",
}
# After a change: one template, with one of the sentences below.
NOTICE = "emails/account_notice"
NOTICES = {
    "email_changed": _("The e-mail address of your account was changed."),
    "email_confirm": _("The e-mail address of your account was confirmed."),
    "email_deleted": _("An e-mail address was removed from your account."),
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was replaced."),
    "password_set": _("A password was set for your account."),
    "recovery_codes_generated": _("New recovery codes were made for your account."),
    "totp_activated": _("An authenticator app was added to your account."),
    "totp_deactivated": _("The authenticator app was removed from your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
}
