"""A developer's machine and the demo: no secret to set, the demo's mailbox, nothing outside."""

from collectifs.settings.base import *
from collectifs.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or "development-only-" + "x" * 40
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INTERNAL_IPS = ["127.0.0.1"]
DEMO = env.bool("DEMO", default=True)
if "MAIL_HOST" not in env.ENVIRON:
    MAILERS = {
        alias: {"BACKEND": "collectifs.demo.mailbox.MailboxBackend"}
        for alias in ("default", "bulk")
    }
# Served from the source folders: no collectstatic before the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
