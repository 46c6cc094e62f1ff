"""Production: every secret must be given; a missing one stops the start with a sentence."""

from django.core.exceptions import ImproperlyConfigured

from collectifs.settings.base import *
from collectifs.settings.base import env
from commons.core.logs import logging_settings


def required(name: str) -> str:
    """The value of an environment variable that has no safe default."""
    value = str(env(name, default=""))
    if not value:
        raise ImproperlyConfigured(
            f"{name} is missing: set it in the environment or in .env (see .env.example)."
        )
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
DATABASE_URL = required("DATABASE_URL")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# A promise about every neighbour of this host, kept by browsers for a year and by their built-in
# list for good: only who holds the whole domain can make it, so their absence is no fault.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take cookies of these names from us alone: not by HTTP, not from a neighbour's host.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LOGGING = logging_settings(
    as_json=env("LOG_FORMAT", default="json") == "json", level=env("LOG_LEVEL", default="INFO")
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "commons.core.served_files.StaticFiles"},
}
